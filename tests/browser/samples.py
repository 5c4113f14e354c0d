"""Pages of the demonstration site to look at: at least one of every template."""

from __future__ import annotations

MOVED = "notices/2023/catalogue-of-decisions.html"  # leaves for its new address by itself

# Template → pages made from it. Where a template has faces that look different, each is here.
SAMPLES = {
    "home": ["index.html"],
    "column": ["columns/news.html", "columns/personnel.html"],
    "entrance": ["columns/disclosure.html"],
    "policies": ["columns/policies.html"],
    "slice": ["columns/policies/2024.html", "columns/news/2023.html"],
    "requests": ["columns/requests.html"],
    "decisions": ["columns/decisions.html"],
    "catalogue": ["catalogues/decisions-2025.html"],
    "decision": ["decisions/dec-2024-01.html", "decisions/dec-2025-04.html"],
    "document": [
        "documents/doc-2024-036.html",  # a policy with relations
        "documents/doc-2025-033.html",  # a consultation that is open
        "documents/doc-2023-016.html",  # the feedback on a consultation, with headings in the text
        "documents/doc-2025-001.html",  # the guide with its elements and an attachment
        "documents/doc-2023-058.html",  # a table in the text
    ],
    "workplan": ["workplans/workplan-2023.html"],
    "records": ["workplans.html"],
    "site_map": ["about/site-map.html"],
    "rules": ["about/rules.html"],
    "redirect": [MOVED],
    "not_found": ["404.html"],
}
# The pages that stay open while a test looks at them.
PAGES = [path for paths in SAMPLES.values() for path in paths if path != MOVED]
ONE_OF_EACH = [paths[0] for paths in SAMPLES.values() if paths[0] != MOVED]
