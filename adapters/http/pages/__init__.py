"""The pages: server-rendered, Chinese first, usable without script; each shows what the API answers."""
