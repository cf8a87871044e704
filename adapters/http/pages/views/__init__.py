"""What each page shows: the API's answers, arranged for people."""
