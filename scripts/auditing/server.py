"""Runs schemathesis and wapiti against a sample company that is started for it, and says what they found.

A finding is one line, such as `schemathesis: GET /questions: Server error`. Those in exceptions.toml are passed over,
each with a reason; any other makes the exit code 1. Every answer of 500 and more is a finding, whoever caused it: the
log of the server is read as well. Before them manners.py asks for what is this product's own.
"""

import argparse
import fnmatch
import http.cookiejar
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import urllib.request
import xml.etree.ElementTree as xml

import manners

HERE = pathlib.Path(__file__).parent

# Beside these, the answers must be what the document says of them, and refuse who is not signed in where it says so.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,ignored_auth"
# It would end its own sign-in with these.
NOT_ASKED = ["/settings/tokens/{id}", "/settings/sessions", "/settings/sessions/{id}"]

# Left out: what asks servers elsewhere to look for an answer (ssrf, xxe, log4shell), and csrf, which wants a token in
# each form, while here the browser says where a request comes from.
MODULES = "cookieflags,csp,http_headers,crlf,exec,file,permanentxss,redirect,sql,timesql,upload,xss"
NOT_CRAWLED = ["/sign-in", "/sign-out", "/settings/sessions", "/settings/tokens", "/settings/password", "/live", "/assets"]
# The same buttons stand at each post and person, a thousand times; schemathesis tries what is behind them.
NOT_CRAWLED += ["/*/reactions", "/*/bookmark", "/*/follow", "/*/mute", "/*/block", "/*/pin", "/*/endorsement"]
# Pages that the document for programs does not name.
FORMS = ["/posts/new", "/posts/new?kind=article", "/questions/new", "/spaces/new", "/sign-up", "/forgot", "/settings"]

OPERATIONS = {"get", "put", "post", "delete", "patch"}


class Server:
    """A sample company on a port that was free, with data that is thrown away."""

    def __init__(self, program, work):
        self.program, self.log = program, work / "server.log"

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.data = tempfile.mkdtemp(prefix="fourleaf-audit-")
        # Nothing is fetched from elsewhere, whatever the scanners write into posts; and they may ask as often as they like.
        settings = {
            "FOURLEAF_SERVER__URL": self.url,
            "FOURLEAF_LINK_CARDS__ENABLED": "false",
            "FOURLEAF_LIMITS__RATE": "off",
        }
        command = [self.program, "serve", "--demo", "--listen", f"127.0.0.1:{port}", "--data", self.data]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **settings})
        for _ in range(600):
            if self.process.poll() is not None:
                break
            try:
                if ask(f"{self.url}/readyz").status == 200 and "Sign in with" in self.said():
                    return self
            except OSError:
                pass
            time.sleep(0.2)
        self.__exit__()
        sys.exit(f"fourleaf: the server did not start. Its log is {self.log}.")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
        shutil.rmtree(self.data, ignore_errors=True)

    def said(self):
        return re.sub(r"\x1b\[[0-9;]*m", "", self.log.read_text(errors="replace"))

    def document(self):
        return json.load(ask(f"{self.url}/openapi.json"))

    def sample_member(self):
        """Handle and password of the first member that the server says one can sign in as."""
        found = re.search(r"Sign in with the password (\S+) as\s+(\S+)", self.said())
        return found[2], found[1]

    def findings(self):
        if self.process.poll() is not None:
            yield f"server: it ended with {self.process.returncode}"
        for line in self.said().splitlines():
            if "panicked at" in line:
                yield f"server: {line[line.index('panicked at'):]}"
            elif " ERROR " in line:
                path = re.search(r"path=\"?([^\s\"}]*)", line)
                yield f"server: {path[1] if path else ''}: {line.split(' ERROR ', 1)[1].strip()[:300]}"


def ask(url, body=None, headers=None, opener=urllib.request.build_opener()):
    data = None if body is None else json.dumps(body).encode()
    headers = {"accept": "application/json", "content-type": "application/json", **(headers or {})}
    return opener.open(urllib.request.Request(url, data, headers), timeout=20)


class SignedIn:
    """The sample member: a session for one scanner, a token for the other."""

    def __init__(self, server):
        self.server = server
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.handle, password = server.sample_member()
        asked = {"login": self.handle, "password": password, "keep": True}
        answer = ask(f"{server.url}/sign-in", asked, opener=opener)
        self.set_cookies = answer.headers.get_all("set-cookie")
        made = ask(f"{server.url}/settings/tokens", {"name": "audit", "scope": ["read", "write"]}, opener=opener)
        self.token = json.load(made)["token"]
        self.cookie = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def findings(self):
        """A sign-in that did not last means that most was tried by nobody."""
        for cookie in self.set_cookies:
            # No `Secure`: the address of this server is plain http.
            if "HttpOnly" not in cookie or "SameSite=Lax" not in cookie:
                yield f"audit: a cookie with other flags: {cookie.split(';', 1)[1]}"
        keys = {"session": {"cookie": self.cookie}, "token": {"authorization": f"Bearer {self.token}"}}
        for name, headers in keys.items():
            try:
                ask(f"{self.server.url}/me", headers=headers)
            except OSError as error:
                yield f"audit: the {name} of {self.handle} did not last: {error}"


def run(command, log, seconds):
    """The exit code; none when it had to be stopped."""
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=log.parent)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None


def schemathesis(server, member, work, seconds):
    document = server.document()
    operations = sum(len(OPERATIONS & set(methods)) for methods in document["paths"].values())
    report, cases = work / "schemathesis.json", work / "schemathesis.xml"
    for old in (report, cases):
        old.unlink(missing_ok=True)
    command = [work / "schemathesis/bin/schemathesis", "run", f"{server.url}/openapi.json", "--no-color"]
    command += ["--header", f"Authorization: Bearer {member.token}", "--header", "Accept: application/json"]
    command += ["--checks", CHECKS, "--phases", "examples,coverage,fuzzing", "--max-examples", "20", "--seed", "7"]
    command += ["--max-time", str(seconds), "--continue-on-failure", "--no-shrink", "--suppress-health-check", "all"]
    command += ["--generation-database", "none", "--request-timeout", "20"]
    command += ["--report", "json,junit", "--report-json-path", report, "--report-junit-path", cases]
    for path in NOT_ASKED:
        command += ["--exclude-path", path]
    code = run(command, work / "schemathesis.log", seconds + 120)
    if code not in (0, 1) or not report.exists():
        yield f"schemathesis: it did not come to its end (code {code})"
        return
    told = json.loads(report.read_text())
    counted = told["operations"]
    asked, tested = counted["selected"], counted["tested"]
    left = sum(len(OPERATIONS & set(document["paths"].get(path, {}))) for path in NOT_ASKED)
    print(f"schemathesis: {tested} of {operations} operations, {told['test_cases']['generated']} requests", flush=True)
    if asked + left != operations or tested != asked:
        yield f"schemathesis: of {operations} operations {asked} were taken and {tested} tested"
    for case in xml.parse(cases).getroot().iter("testcase"):
        for problem in [*case.findall("failure"), *case.findall("error")]:
            said = (problem.text or problem.get("message") or "").strip()
            titles = re.findall(r"^- (?:ST\d+ )?(.*?)(?: \(\d+ violations\))?$", said, re.MULTILINE)
            for title in titles or [said.splitlines()[0] if said else "?"]:
                yield f"schemathesis: {case.get('name')}: {title}"


def wapiti(server, member, work, seconds):
    report = work / "wapiti.json"
    report.unlink(missing_ok=True)
    shutil.rmtree(work / "wapiti-session", ignore_errors=True)
    # A third of the time to look around, the rest for what is tried then.
    crawling = seconds // 3
    each = max(5, (seconds - crawling) // len(MODULES.split(",")))
    document = server.document()
    pages = [path for path, methods in document["paths"].items() if "get" in methods and "{" not in path]
    command = [work / "wapiti/bin/wapiti", "--url", f"{server.url}/feed", "--scope", "domain", "--no-bugreport"]
    for path in [*pages, *FORMS, "/search?q=brake"]:
        if path not in NOT_CRAWLED:
            command += ["--start", f"{server.url}{path}"]
    # Where it would look for answers that went elsewhere: nowhere but here.
    command += ["--endpoint", server.url, "--dns-endpoint", "127.0.0.1"]
    command += ["--cookie-value", member.cookie, "--module", MODULES, "--level", "1"]
    command += ["--depth", "3", "--max-links-per-page", "40", "--max-files-per-dir", "8", "--max-parameters", "20"]
    command += ["--max-scan-time", str(crawling), "--max-attack-time", str(each), "--tasks", "4", "--timeout", "10"]
    command += ["--store-session", work / "wapiti-session", "--store-config", work / "wapiti-config", "--flush-session"]
    command += ["--format", "json", "--output", report]
    for path in NOT_CRAWLED:
        command += ["--exclude", f"{server.url}{path}*"]
    code = run(command, work / "wapiti.log", seconds + 120)
    if not report.exists():
        yield f"wapiti: it did not come to its end (code {code})"
        return
    told = json.loads(report.read_text())
    print(f"wapiti: {told['infos'].get('crawled_pages_nbr', '?')} pages and forms", flush=True)
    for sort in ("vulnerabilities", "anomalies"):
        for name, found in told[sort].items():
            for one in found:
                parameter = f" {one['parameter']}" if one.get("parameter") else ""
                yield f"wapiti: {name}: {one['method']} {one['path'].split('?')[0]}{parameter}: {one['info'][:160]}"


def sorted_out(findings, exceptions):
    """The findings that no exception is made of, and the exceptions with how often each was used."""
    used = {exception["finding"]: 0 for exception in exceptions}
    left = []
    for finding in findings:
        # `{` and `[` are nothing special in a path.
        fits = [e["finding"] for e in exceptions if fnmatch.fnmatchcase(finding, e["finding"].replace("[", "[[]"))]
        for pattern in fits:
            used[pattern] += 1
        left += [] if fits else [finding]
    return left, used


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=540)
    asked = parser.parse_args()
    exceptions = tomllib.loads((HERE / "exceptions.toml").read_text()).get("exception", [])
    findings = []
    work = asked.work.resolve()
    with Server(asked.program, work) as server:
        member = SignedIn(server)
        findings += manners.findings(server.url, member.cookie, server.document())
        for scan in (wapiti, schemathesis):
            findings += scan(server, member, work, asked.seconds // 2)
        findings += member.findings()
        findings += server.findings()
    findings = list(dict.fromkeys(findings))
    left, used = sorted_out(findings, exceptions)
    for exception in exceptions:
        print(f"passed over {used[exception['finding']]}: {exception['finding']}: {exception['reason']}")
    print(f"{len(findings)} findings, {len(left)} of them without a reason to pass them over.")
    for finding in left:
        print(f"  {finding}")
    if left:
        print(f"What was asked and answered is in {work}.")
    sys.exit(1 if left else 0)


main()
