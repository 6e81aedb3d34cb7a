from .files import StoredFile as StoredFile
from .files import check_files as check_files
from .files import find_file as find_file
from .files import store_file as store_file
