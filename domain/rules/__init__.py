"""Pure named decisions over an edition: an answer with its ground."""
