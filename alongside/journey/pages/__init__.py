"""Every read of this room: what each page shows, whole before its template opens.

`home` holds the first day, home and its one next thing; `questions` the list of all and a theme; `question` one
question and every version of where we are with it. `shapes` and `latest` are what they share.
"""
