"""Letters (公文、取证单、底稿): first as data, then as DOCX in the geometry of GB/T 9704-2012."""
