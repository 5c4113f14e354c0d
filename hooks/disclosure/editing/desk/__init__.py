"""The editors' desk: forms in the browser that end in a branch, a commit and the address of a pull request.

``web``          a request taken apart within bounds, and what is answered
``guard``        who may ask at all: host, origin, token; the headers of every answer
``people``       who is asking: the one at this machine, or whom the office's proxy has signed in
``ground``       the content as the main branch has it, read once: the register, and what can be opened in a form
``drafts``       what was typed, on the disk before anything is answered; ``folders`` how it is written there
``windows``      the forms that stand in browsers, and those that were left
``overlay``      the register as it would be with some texts changed
``examining``    findings on changed texts, the page that readers would see
``workshop``     where that is done: in other processes, the ``workers``
``foreseen``     the history as it would be if the drafts were public today
``uploads``      attachments: named by us, looked through at once, cleaned; the body of a Word file (``word_bodies``)
``branches``     one branch a person and record, its commit, its push
``hosting``      where the pull request is opened
``desk``         what all pages share
``together``     which drafts are handed in together
``saving``       all of that in its order: screened first, then a commit, then pushed
``front``        the first page: what is due, what can be done, what is under way
``forming``      the page of one record; ``earlier`` drafts of it; ``previews`` of its page;
               ``news`` is what it says besides
``beginning``    a new record: what is asked, and the drafts that are proposed
``guided``       taking down, repealing, deleting: asked in a few fields, it ends in drafts;
               ``single_files`` are attachments that go alone
``numbers``      those that nobody may take any more
``work_pages``   what is worked out, shown before it becomes drafts; ``worked_out`` by the functions of the commands
``refused``      why something was not done, and what was typed
``application``  which address does what

Nothing here merges. The clock and the day are handed in by the command line.
"""
