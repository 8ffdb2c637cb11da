"""Lists all your runs. Usage: RUNNERLY_TOKEN=… python3 runs.py [address]"""
import json, os, re, sys, time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

address = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000"
headers = {"Authorization": "Bearer " + os.environ["RUNNERLY_TOKEN"]}


def get(url):
    """The answer's JSON and the address of the next page; waits when it is told to."""
    while True:
        try:
            with urlopen(Request(url, headers=headers)) as answer:
                link = re.search(r'<([^>]+)>; rel="next"', answer.headers.get("Link", ""))
                return json.load(answer), link and link.group(1)
        except HTTPError as error:
            if error.code != 429:
                sys.exit(error.read().decode())
            time.sleep(int(error.headers["Retry-After"]))


url = address + "/api/v1/runs?limit=200"
while url:
    page, url = get(url)
    for run in page["items"]:
        print(f'{run["localDate"]}  {run["distanceMeters"] / 1000:6.2f} km  {run["title"]}')
