-- How each document was last wanted (paper, columns), as JSON. Nothing about a record, and nothing that is shown one time only.
CREATE TABLE document_choice (
    document TEXT PRIMARY KEY,
    choice   TEXT NOT NULL
) STRICT;
