"""Whose a number is: whom words name, whom a clause opens with, who only reports, what is taken up again."""
