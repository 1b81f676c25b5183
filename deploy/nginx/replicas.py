"""Write replicas.conf: which replicas of the app there are, and who answers /api and /embed.

Run ``python deploy/nginx/replicas.py app-1:8501 app-2:8501 > deploy/nginx/replicas.conf``.
"""

import argparse

DOCKER = "127.0.0.11"  # where containers ask for names


def replicas_conf(replicas: list[str], answers: str, resolver: str) -> str:
    """Number the replicas from 1; new visitors are spread evenly.

    >>> print(replicas_conf(["a:1", "b:1"], "c:2", "127.0.0.11").split("split_clients")[1])
     $drawn_by $drawn {
        50.00% 1;
        * 2;
    }
    map $cookie_dilviz_replica $replica {
        1 1;
        2 2;
        default $drawn;
    }
    map $replica $address {
        1 a:1;
        2 b:1;
    }
    map $replica $second {
        1 2;
        2 1;
    }
    map $second $second_address {
        1 a:1;
        2 b:1;
    }
    <BLANKLINE>
    """
    numbers = range(1, len(replicas) + 1)
    share = f"{100 / len(replicas):.2f}%"
    shares = [f"{share} {number}" for number in numbers[:-1]] + [f"* {len(replicas)}"]
    addresses = [f"{number} {address}" for number, address in zip(numbers, replicas, strict=True)]
    return "".join(
        [
            "# Written by replicas.py. Names are asked for again every few seconds, so a replica\n"
            "# may come back under another address.\n"
            f"resolver {resolver} valid=5s ipv6=off;\n",
            _block("map $host $answers", [f"default {answers}"]),
            _block("split_clients $drawn_by $drawn", shares),
            _block(
                "map $cookie_dilviz_replica $replica",
                [f"{number} {number}" for number in numbers] + ["default $drawn"],
            ),
            _block("map $replica $address", addresses),
            _block(
                "map $replica $second",
                [f"{number} {number % len(replicas) + 1}" for number in numbers],
            ),
            _block("map $second $second_address", addresses),
            _block("split_clients $class_code $class_replica", shares),
            _block("map $class_replica $class_address", addresses),
        ]
    )


def _block(head: str, lines: list[str]) -> str:
    return f"{head} {{\n" + "".join(f"    {line};\n" for line in lines) + "}\n"


def main() -> None:
    """Print the file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("replicas", nargs="+", metavar="HOST:PORT")
    parser.add_argument("--answers", default="answers:8502", metavar="HOST:PORT")
    parser.add_argument("--resolver", default=DOCKER)
    asked = parser.parse_args()
    print(replicas_conf(asked.replicas, asked.answers, asked.resolver), end="")


if __name__ == "__main__":
    main()
