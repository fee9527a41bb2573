"""The pages of the documentation that follow from the code. Each module makes one kind of page, as Markdown."""
