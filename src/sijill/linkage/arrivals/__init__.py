"""What has arrived since the last whole linkage, and how is it linked without redoing that?"""
