"""Opens the app with a file, as a file manager does, goes through the first start and sees the file in the import form.

Usage: open.py PROGRAM FILE. Speaks WebDriver, with nothing but what Python brings.
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

DRIVER = "http://127.0.0.1:4571"
PATIENCE_SECONDS = 60
PASSPHRASE = "seven otters paint the harbour"

BUTTON = """
    const wanted = [...document.querySelectorAll("button")].find(
        (button) => button.innerText.trim() === arguments[0] && button.checkVisibility() && !button.disabled);
    wanted?.click();
    return Boolean(wanted);
"""
FILL = """
    const label = [...document.querySelectorAll("label")].find((label) => label.innerText.trim() === arguments[0]);
    const field = label && document.getElementById(label.htmlFor);
    if (!field) return false;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, arguments[1]);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
"""
TEXT = "return document.body.innerText + [...document.querySelectorAll('input')].map((field) => field.value).join(' ')"


def call(method, path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(DRIVER + path, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
        return json.load(answer)["value"]


def eventually(what, attempt):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if answer := attempt():
                return answer
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.2)
    raise SystemExit(f"waited in vain for {what}")


class Page:
    def __init__(self, program, file):
        options = {"binary": program, "args": [file]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self.session = "/session/" + call("POST", "/session", asked)["sessionId"]

    def run(self, script, *arguments):
        return call("POST", self.session + "/execute/sync", {"script": script, "args": list(arguments)})

    def click(self, name):
        eventually(f"the button “{name}”", lambda: self.run(BUTTON, name))

    def fill(self, label, text):
        eventually(f"the field “{label}”", lambda: self.run(FILL, label, text))

    def see(self, text):
        try:
            eventually(f"“{text}”", lambda: text in self.run(TEXT))
        except SystemExit:
            print(self.run(TEXT), file=sys.stderr)
            raise


def main(program, file):
    # The app listens to a driver only when it is told to; the driver hands its environment on.
    driver = subprocess.Popen(["WebKitWebDriver", "--port=4571"], env={**os.environ, "TAURI_WEBVIEW_AUTOMATION": "true"})
    try:
        eventually("WebKitWebDriver", lambda: call("GET", "/status")["ready"])
        page = Page(program, file)
        page.see("Welcome to Certkeep")
        page.fill("Passphrase", PASSPHRASE)
        page.fill("Repeat the passphrase", PASSPHRASE)
        page.click("Create vault")
        page.click("Not now")
        page.click("Continue without")
        page.see("Import certificate")
        page.see("leaf.crt.pem")
        page.see("certificate for leaf.example.com")
    finally:
        driver.terminate()


main(*sys.argv[1:])
