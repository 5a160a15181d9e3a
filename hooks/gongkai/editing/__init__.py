"""What helps an editor write: new documents (`new_documents`), imported ones (`importing`), corrections (`fixing`), a new
section (`section.py`) and its upgrade (`upgrading.py`), JSON Schemas (`schema.py`), the browser editor's forms (`cms.py`)."""
