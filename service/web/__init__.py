"""Pages for people: templates, their texts in German and English, a style sheet, a little script."""
