"""A real Chromium for tests of pages: it has no network, keeps what it said and asked for, and saves to a folder."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
DRIVER = shutil.which("chromedriver")


class Browser:
    """A page in Chromium."""

    def __init__(self, driver: Any, downloads: Path) -> None:
        self.driver = driver
        self.downloads = downloads

    def open(self, page: Path, hash_: str = "") -> None:
        """Load a page anew, with what the address says."""
        self.driver.get("about:blank")
        self.driver.get(page.resolve().as_uri() + (f"#{hash_}" if hash_ else ""))

    def run(self, script: str, *arguments: object) -> Any:
        """What a script returns."""
        return self.driver.execute_script(script, *arguments)

    def go(self, hash_: str) -> None:
        """Another view of the same page."""
        self.run("location.hash = arguments[0]; window.dispatchEvent(new HashChangeEvent('hashchange'))", hash_)

    def all(self, css: str) -> list[Any]:
        """The elements that a selector finds."""
        return list(self.driver.find_elements("css selector", css))

    def one(self, css: str) -> Any:
        """The first of them."""
        return self.driver.find_element("css selector", css)

    def texts(self, css: str) -> list[str]:
        """Their texts, as they stand in the document."""
        return [
            str(text)
            for text in self.run("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", css)
        ]

    def complaints(self) -> list[str]:
        """What the console said since it was last asked: errors, warnings, refusals of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """What was asked of any network since it was last asked."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        urls = [m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"]
        return [url for url in urls if not url.startswith(("file:", "data:", "blob:", "about:"))]

    def pdf(self) -> bytes:
        """The page as it would be printed."""
        import base64

        printed = self.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
        return base64.b64decode(printed["data"])

    def resize(self, width: int, height: int = 900) -> None:
        """The size of the window's inside."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """A browser of its own; skips where there is none. With PARKCMP_TEST_BROWSER=1 its absence is a failure."""
    if CHROMIUM is None or DRIVER is None:
        if os.environ.get("PARKCMP_TEST_BROWSER") == "1":
            pytest.fail("no chromium with chromedriver")
        pytest.skip("no chromium with chromedriver; on Debian: apt-get install chromium chromium-driver")
    webdriver = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1280,900",
    ):
        options.add_argument(argument)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND")
    options.add_experimental_option("prefs", {"download.default_directory": str(folder)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield Browser(driver, folder)
    finally:
        driver.quit()
