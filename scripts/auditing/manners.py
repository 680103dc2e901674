"""What every answer owes to a browser, asked of each page, and of each address that writes.

The scanners know these rules in general; here they are this product's own: who is refused when a request comes from
another site, which headers there are, and that no cache keeps what one viewer saw for another.
"""

import http.client
import json
import urllib.parse

HEADERS = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
WANTED = {"page": {"accept": "text/html"}, "JSON": {"accept": "application/json"}, "fragment": {"hx-request": "true"}}
ELSEWHERE = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
]
AWAY = ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "/\t/elsewhere.example", "javascript:x"]
WRITES = ["post", "put", "delete", "patch"]


def findings(url, cookie, document):
    host = urllib.parse.urlsplit(url).netloc

    def ask(method, path, headers, body=None):
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request(method, path, body, {"cookie": cookie, **headers})
        answer = connection.getresponse()
        told = {}
        for header, value in answer.getheaders():
            told[header.lower()] = ", ".join(filter(None, [told.get(header.lower()), value]))
        connection.close()
        return answer.status, told

    paths = document["paths"]
    for path in [path for path, methods in paths.items() if "get" in methods and "{" not in path and path != "/live"]:
        for name, headers in WANTED.items():
            status, told = ask("GET", path, headers)
            where = f"manners: GET {path} as {name}"
            for header, wanted in HEADERS.items():
                if wanted not in told.get(header, ""):
                    yield f"{where}: {header} is {told.get(header)!r}"
            if "unsafe" in told.get("content-security-policy", ""):
                yield f"{where}: the policy allows what is unsafe"
            kept = told.get("cache-control", "")
            if status == 200 and "private" not in kept and "no-store" not in kept:
                yield f"{where}: cache-control is {kept!r}"
            if "cookie" not in told.get("vary", ""):
                yield f"{where}: vary is {told.get('vary')!r}"

    asked = 0
    for path, methods in paths.items():
        for method in WRITES:
            if method not in methods:
                continue
            address = "/".join("1" if part.startswith("{") else part for part in path.split("/"))
            for headers in ELSEWHERE:
                asked += 1
                json_type = {"accept": "application/json", "content-type": "application/json"}
                status, _ = ask(method.upper(), address, {**json_type, **headers}, json.dumps({}))
                if status != 403:
                    yield f"manners: {method.upper()} {path} with {headers}: {status}, not 403"
    print(f"manners: {len(paths)} addresses, {asked} requests from elsewhere", flush=True)

    for away in AWAY:
        _, told = ask("GET", f"/sign-in?{urllib.parse.urlencode({'next': away})}", {"accept": "text/html"})
        to = told.get("location", "")
        if urllib.parse.urljoin(url, to).split("/")[2] != host or "elsewhere" in to:
            yield f"manners: after signing in with next={away!r} one goes to {to!r}"
