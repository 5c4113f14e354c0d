"""What runs on the code hosts and on the server is as safe as it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure.reporting.owners import PROGRAM

ROOT = Path(__file__).resolve().parents[1]


def test_the_server_in_the_readme_sends_what_a_page_cannot_say_itself() -> None:
    block = re.search(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.S)
    assert block is not None
    assert re.findall(r"add_header (\S+) (.+) always;", block[1]) == [
        ("Content-Security-Policy", "\"frame-ancestors 'self'\""),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]


# --- the pipelines themselves -------------------------------------------------------------------------------------

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.dependabot": [ROOT / ".github/dependabot.yml"],
    "vendor.gitlab-ci": [ROOT / ".gitlab-ci.yml"],
}
BIN = Path(sys.executable).parent


def complaints(*command: object) -> str:
    """What a checker says; nothing if it has nothing to complain of."""
    ended = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, encoding="utf-8")
    return ended.stdout + ended.stderr if ended.returncode else ""


def workflow(name: str) -> dict[str, Any]:
    return yaml.load((ROOT / f".github/workflows/{name}.yml").read_text("utf-8"), yaml.BaseLoader)


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job["steps"]


def test_zizmor_finds_nothing_in_the_workflows() -> None:
    assert complaints(BIN / "zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".github") == ""


def test_zizmor_finds_an_action_that_is_not_pinned(tmp_path: Path) -> None:
    text = re.sub(r"checkout@\w+ # (v\d+)\S*", r"checkout@\1", WORKFLOWS[0].read_text("utf-8"))
    (tmp_path / "check.yml").write_text(text, "utf-8")
    assert "unpinned-uses" in complaints(BIN / "zizmor", "--offline", "--no-progress", tmp_path / "check.yml")


@pytest.mark.parametrize("schema", SCHEMAS)
def test_pipelines_fit_the_hosts_schemas(schema: str) -> None:
    assert complaints(BIN / "check-jsonschema", "--builtin-schema", schema, *SCHEMAS[schema]) == ""


def test_a_pipeline_with_a_wrong_key_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "check.yml").write_text(WORKFLOWS[0].read_text("utf-8").replace("runs-on:", "runs_on:"), "utf-8")
    command = (BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", tmp_path / "check.yml")
    assert "runs_on" in complaints(*command)


def test_what_is_published_is_never_remembered() -> None:
    """A change that is only proposed may fill a cache; so no cache holds what was remembered, and nobody asks it."""
    pages = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.CSafeLoader)["pages"]["script"]
    made = [line for step in workflow("publish")["jobs"]["build"]["steps"] for line in step.get("run", "").splitlines()]
    for commands in (pages, made):
        assert [line for line in commands if "make site" in line] == ['make site ARGS="--discreet --no-memory"']
    for file in (*WORKFLOWS, ROOT / ".gitlab-ci.yml"):
        assert not re.search(r"^\s*(?:path|paths):.*\.disclosure", file.read_text("utf-8"), re.MULTILINE), file


def test_every_night_what_is_remembered_is_held_against_all_made_anew() -> None:
    nightly = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))["第二意见"]
    assert [line for line in nightly["script"] if "remembered" in line] == ["make remembered || result=$?"]
    assert nightly["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "schedule"'}]
    job = workflow("publish")["jobs"]["second-opinion"]
    assert [step["if"] for step in job["steps"] if step.get("run") == "make remembered"] == ["${{ !cancelled() }}"]
    assert job["if"] == "github.ref == 'refs/heads/main' && github.event_name != 'push'"


def test_every_action_is_pinned_by_its_whole_hash_with_the_release_beside_it() -> None:
    uses = [line.strip() for file in WORKFLOWS for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    pinned = re.compile(r"uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
    assert uses and [line for line in uses if not pinned.search(line)] == []


def test_no_checkout_leaves_its_credentials_and_none_is_cut_short() -> None:
    checkouts = [step["with"] for file in WORKFLOWS for step in steps(file.stem) if "checkout@" in step.get("uses", "")]
    assert checkouts and all(one == {"persist-credentials": "false", "fetch-depth": "0"} for one in checkouts)


def test_what_only_two_changes_together_break_is_met_by_a_setting_that_is_named() -> None:
    told = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## CI\n")[2].partition("\n## ")[0]
    named = ("`merge_group`", "“Require branches to be up to date before merging”", "“合并结果流水线”")
    assert [setting for setting in named if setting not in told] == []
    assert [name for name in ("check", "tests") if "merge_group" not in workflow(name)["on"]] == []


def test_no_job_of_a_pull_request_may_write() -> None:
    for name in ("check", "tests"):
        assert workflow(name)["permissions"] == {"contents": "read"}
        assert all("permissions" not in job for job in workflow(name)["jobs"].values())
        starts = set(workflow(name)["on"])
        assert {"pull_request", "merge_group"} <= starts <= {"pull_request", "merge_group", "workflow_dispatch"}
    jobs = workflow("publish")["jobs"]
    assert workflow("publish")["permissions"] == {}
    writing = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert writing == {"deploy", "keep-patrol"} and all("run" not in step for step in jobs["deploy"]["steps"])


PUSHES = 'python3 scripts/keep_patrol.py patrol.jsonl "'


def test_only_one_job_writes_to_the_repository_and_it_runs_one_script() -> None:
    """It has the right for this alone, waits for the job that looks, and runs nothing of the content's checks."""
    job = workflow("publish")["jobs"]["keep-patrol"]
    assert job["permissions"] == {"contents": "write"} and job["needs"] == "patrol"
    assert workflow("publish")["jobs"]["patrol"]["permissions"] == {"contents": "read"}
    commands = [line.strip() for step in job["steps"] for line in step.get("run", "").splitlines()]
    assert [line for line in commands if line.startswith(("python3", "make", "git", "bash", "."))] == [
        f'{PUSHES}$REMOTE"'
    ]
    gitlab = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)
    with_token = [name for name, job in gitlab.items() if "PATROL_TOKEN" in str(job)]
    assert with_token == ["保存巡查记录"] and gitlab[with_token[0]]["needs"] == ["每夜巡查"]
    assert gitlab[with_token[0]]["environment"] == {"name": "records"}
    assert [line for line in gitlab[with_token[0]]["script"] if "python3" in line] == [f'{PUSHES}$CI_PROJECT_URL.git"']


def test_the_script_that_writes_can_name_no_branch_but_its_own() -> None:
    script = (ROOT / "scripts/keep_patrol.py").read_text("utf-8")
    assert re.findall(r"refs/heads/\w+", script.partition('"""\n\nfrom')[2]) == ["refs/heads/records"]
    assert [line.strip() for line in script.splitlines() if '"push"' in line] == [
        '_git(folder, "push", "-q", remote, f"{commit}:{BRANCH}")'
    ]
    assert "force" not in script.partition('"""\n\nfrom')[2] and "disclosure." not in script.partition('"""\n\nfrom')[2]


def test_nothing_but_another_publication_holds_one_up() -> None:
    groups = {name: job["concurrency"] for name, job in workflow("publish")["jobs"].items()}
    assert "concurrency" not in workflow("publish")
    assert groups == {
        "build": {"group": "pages-build", "cancel-in-progress": "false"},
        "second-opinion": {"group": "second-opinion", "cancel-in-progress": "true"},
        "records": {"group": "records", "cancel-in-progress": "true"},
        "patrol": {"group": "patrol", "cancel-in-progress": "true"},
        "keep-patrol": {"group": "keep-patrol", "cancel-in-progress": "false"},
        "deploy": {"group": "pages-deploy", "cancel-in-progress": "false"},
    }


@pytest.mark.parametrize(
    ("job", "outcome", "line"),
    [
        ("build", "success", "可以发布：网站已经生成"),
        ("build", "failure", "没有发布：网站没有生成，原网站不变，原因见下面和日志"),
        ("second-opinion", "success", "链接核对一致：每一处不同都有解释"),
        ("second-opinion", "failure", "链接核对没有通过：请管程序的人看日志；网站照常发布"),
    ],
)
def test_a_summary_begins_with_what_it_came_to(job: str, outcome: str, line: str, tmp_path: Path) -> None:
    (step,) = (one for one in workflow("publish")["jobs"][job]["steps"] if "GITHUB_STEP_SUMMARY" in one.get("run", ""))
    assert step["if"] == "${{ !cancelled() }}"
    told = {"OUTCOME": outcome, "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "PATH": os.defpath}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=told, check=True)
    assert (tmp_path / "summary.md").read_text("utf-8").splitlines()[0] == line


def test_both_hosts_check_a_change_and_tell_its_story_with_the_same_script() -> None:
    told = [step["run"] for step in steps("check") if "run" in step and "apt-get" not in step["run"]]
    fork = "${FORK:+--fork}"
    assert told == [
        f'python3 scripts/check_change.py "$BASE" {fork} --github --summary "$GITHUB_STEP_SUMMARY" --story story'
        ' --link "$LINK"'
    ]
    gitlab = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)["校验"]
    assert [line for line in gitlab["script"] if "scripts/" in line] == [
        f"python3 scripts/check_change.py FETCH_HEAD {fork} --code-quality gl-code-quality-report.json"
        ' --summary summary.md --story story --link "$CI_JOB_URL/artifacts/browse/story"'
    ]
    assert gitlab["artifacts"] | {"reports": ""} == {
        "when": "always", "expire_in": "30 days", "expose_as": "预览", "paths": ["story/", "summary.md"], "reports": "",
    }  # fmt: skip
    kept = [step["with"]["path"] for step in steps("check") if "upload-artifact" in step.get("uses", "")]
    assert kept == ["story/report.html", "story/preview.zip", "story/comment.md"]


def test_only_a_job_that_sees_one_text_may_comment() -> None:
    """It checks out no change, whose commit only the script is told, and runs one script of the main branch."""
    told = workflow("story")
    (job,) = told["jobs"].values()
    assert told["on"] == {"workflow_run": {"workflows": ["内容校验"], "types": ["completed"]}}
    assert told["permissions"] == {} and workflow("check")["name"] == "内容校验"
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    checkout, download, post = job["steps"]
    assert "ref" not in checkout["with"] and "repository" not in checkout["with"]
    assert download["with"]["name"] == "comment.md"
    assert post["run"] == 'python3 scripts/post_story.py github "$RUNNER_TEMP/story/comment.md"'


def test_the_token_that_comments_on_gitlab_is_seen_by_one_job_that_runs_the_target_branch() -> None:
    gitlab = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)
    job = gitlab["合并请求说明"]
    assert [name for name, found in gitlab.items() if "STORY_TOKEN" in str(found)] == ["合并请求说明"]
    assert (job["needs"], job["environment"], job["allow_failure"]) == (["校验"], {"name": "story"}, "true")
    assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"', "when": "always"}]
    assert [line for line in job["script"] if "python3" in line or "git show" in line] == [
        "git show FETCH_HEAD:scripts/post_story.py > .post_story.py",
        'TOKEN="$STORY_TOKEN" python3 .post_story.py gitlab story/comment.md',
    ]


def test_a_change_from_another_repository_is_known_on_both_hosts() -> None:
    (step,) = (one for one in steps("check") if "check_change.py" in one.get("run", ""))
    other = "github.event.pull_request.head.repo.full_name != github.repository"
    assert step["env"]["FORK"] == f"${{{{ github.event_name == 'pull_request' && {other} && 'yes' || '' }}}}"
    gitlab = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)["校验"]["script"]
    (line,) = (line for line in gitlab if "FORK=yes" in line)
    for source, expected in (("1", ""), ("2", "--fork")):
        told = {"CI_MERGE_REQUEST_SOURCE_PROJECT_ID": source, "CI_MERGE_REQUEST_PROJECT_ID": "1", "PATH": os.defpath}
        script = f"{line}\necho ${{FORK:+--fork}}"
        ended = subprocess.run(["bash", "-e", "-c", script], env=told, capture_output=True, text=True, check=True)
        assert ended.stdout.strip() == expected


def makers(text: str) -> list[str]:
    """The lines of a pipeline whose command tells what is wrong with the content."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return [line.strip() for line in lines if re.search(r"\b(?:make|disclosure) (?:site|check|build)\b", line)]


@pytest.mark.parametrize("file", [".ci/run", ".gitlab-ci.yml", ".github/workflows/publish.yml"])
def test_no_pipeline_tells_what_stands_in_the_ledger_of_requests(file: str) -> None:
    told = makers((ROOT / file).read_text("utf-8"))
    assert told and [line for line in told if "--discreet" not in line] == []


def test_no_other_pipeline_runs_these_commands_itself() -> None:
    others = [file for file in WORKFLOWS if file.stem != "publish"]
    assert [line for file in others for line in makers(file.read_text("utf-8"))] == []


def test_what_starts_the_tests_of_the_program_is_all_that_its_owner_approves() -> None:
    started = workflow("tests")["on"]["pull_request"]["paths"]
    folders = {f"{path.removesuffix('/**')}" for path in started}
    owned = {path.strip("/") for path in PROGRAM}
    assert owned == folders
