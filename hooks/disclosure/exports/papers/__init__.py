"""Papers as Word and PDF files. What draws them takes its time to load, so it is loaded by whoever draws one."""
