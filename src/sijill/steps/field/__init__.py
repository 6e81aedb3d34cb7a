"""Work in the field: sites, plans and sheets of a day, custody and examination of remains."""
