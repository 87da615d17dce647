"""How the study answers: mistakes in one line, words of both languages, the terminal."""
