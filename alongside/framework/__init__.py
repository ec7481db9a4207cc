"""The words: the framework's questions, themes, tools and readings as data, loaded and checked."""
