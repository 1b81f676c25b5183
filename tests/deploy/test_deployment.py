"""What deploy/ names exists, and its files agree with each other and with the app."""

import doctest
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from streamlit import config

from deploy.nginx import replicas
from deploy.nginx.replicas import replicas_conf

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
COMPOSE = (DEPLOY / "compose.yaml").read_text("utf-8")
NGINX = (DEPLOY / "nginx" / "nginx.conf").read_text("utf-8")


def lines_of(path):
    """Lines that say something."""
    stripped = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in stripped if line]


def copied():
    """What the Dockerfile takes from the repository."""
    copies = re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE)
    return [source for line in copies for source in line.split()]


@pytest.mark.parametrize("source", copied())
def test_the_image_copies_existing_files(source):
    assert (ROOT / source).exists()
    assert f"!{source}" in lines_of(DEPLOY / "Dockerfile.dockerignore")


@pytest.mark.parametrize("line", lines_of(ROOT / "requirements.txt"))
def test_the_image_has_a_version_of_every_package_that_the_app_admits(line):
    asked = Requirement(line)
    pinned = dict(pin.split("==") for pin in lines_of(DEPLOY / "constraints.txt"))
    assert asked.specifier.contains(pinned[asked.name])


def test_every_version_in_the_image_is_pinned():
    for line in lines_of(DEPLOY / "constraints.txt"):
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.]+", line)
    for image in re.findall(r"(?:^FROM|image:) (\S+)", DOCKERFILE + COMPOSE, re.MULTILINE):
        assert image == "dilviz" or re.search(r":\d+\.\d+\.\d+", image)


def test_compose_and_the_proxy_know_the_same_replicas():
    services = re.findall(r"^  (app-\d+):$", COMPOSE, re.MULTILINE)
    port = re.search(r"--server\.port=(\d+)", DOCKERFILE)[1]
    written = replicas_conf([f"{name}:{port}" for name in services], "answers:8502", "127.0.0.11")
    assert (DEPLOY / "nginx" / "replicas.conf").read_text("utf-8") == written


def test_kubernetes_and_the_proxy_know_the_same_replicas():
    number = int(re.search(r"replicas: (\d+)", (KUBERNETES / "app.yaml").read_text("utf-8"))[1])
    inside = "dilviz.svc.cluster.local"
    written = replicas_conf(
        [f"dilviz-app-{i}.dilviz-app.{inside}:8501" for i in range(number)],
        f"dilviz-answers.{inside}:8502",
        "kube-dns.kube-system.svc.cluster.local",
    )
    assert (KUBERNETES / "replicas.conf").read_text("utf-8") == written


def test_the_example_of_the_replica_script_is_right():
    assert doctest.testmod(replicas).attempted == 1
    assert doctest.testmod(replicas).failed == 0


@pytest.mark.parametrize("number", [1, 3])
def test_sessions_of_a_lost_replica_are_spread_over_the_others(number):
    written = replicas_conf([f"a:{i}" for i in range(number)], "b:1", "127.0.0.11")
    second = dict(re.findall(r"(\d+) (\d+);", written.split("$second {")[1].split("}")[0]))
    seen, at = [], "1"
    for _ in range(number):
        seen.append(at)
        at = second[at]
    assert at == "1"
    assert sorted(seen) == [str(i + 1) for i in range(number)]


def test_the_proxy_uses_all_that_names_the_replicas():
    written = replicas_conf(["a:1", "b:1"], "c:1", "127.0.0.11")
    for variable in re.findall(r"(?:map \S+|split_clients \S+) (\$\w+)", written):
        assert variable in NGINX + written.replace(f" {variable} {{", "")
    for variable in ("$address", "$second_address", "$answers", "$class_address"):
        assert f"proxy_pass http://{variable};" in NGINX


def test_kustomize_names_every_manifest():
    listing = (KUBERNETES / "kustomization.yaml").read_text("utf-8")
    named = re.findall(r"^  - ([\w.]+\.yaml)$", listing, re.MULTILINE)
    there = {path.name for path in KUBERNETES.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(named) == there


def test_one_nginx_for_containers_and_kubernetes():
    [image] = set(re.findall(r"image: (nginx:\S+)", COMPOSE))
    assert f"image: {image}" in (KUBERNETES / "proxy.yaml").read_text("utf-8")


def test_any_worker_answers_questions_and_ones_own_picture_is_asked_for_where_it_is():
    anywhere = re.compile(re.search(r"location ~ (\^\S+) \{\s+proxy_cache answers;", NGINX)[1])
    for path in ("/api/rf", "/api/picture", "/embed", "/handout"):
        assert anywhere.search(path)
    for path in ("/picture", "/photograph", "/images", "/_stcore/stream", "/embedded"):
        assert not anywhere.search(path)
    assert not anywhere.search("/figures/cost/table"), "the workers do not draw them"


def test_one_replica_counts_a_class_whoever_asks():
    code = re.compile(re.search(r'"~(\^/class/\S+)" \$code;', NGINX)[1].replace("?<", "?P<"))
    for rest in ("", "/open", "/answer", "/qr.svg"):
        assert code.match(f"/class/ABC234{rest}")["code"] == "ABC234"
    assert "split_clients $class_code $class_replica" in replicas_conf(["a:1", "b:1"], "c:1", "d")
    assert re.search(r"location \^~ /class/ \{\s+proxy_pass http://\$class_address;", NGINX)


def test_a_browser_without_cookies_finds_its_session_and_its_own_picture_in_the_same_place():
    known = re.compile(re.search(r'"~(\S+)" "\$remote_addr \$http_user_agent";', NGINX)[1])
    for path in ("/_stcore/stream", "/media/1.png", "/picture", "/photograph"):
        assert known.search(path)
    for path in ("/", "/images", "/pictures", "/static/js/picture", "/figures/cost/table"):
        assert not known.search(path)


def settings():
    """Every option of the app's configuration: its name and value."""
    read = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    for section in ("browser", "client", "server"):
        for name, value in read[section].items():
            yield f"{section}.{name}", value


@pytest.mark.parametrize(("name", "value"), list(settings()))
def test_streamlit_knows_the_option(name, value):
    assert config.get_option(name) == value


def test_streamlit_knows_every_option_that_is_set_for_its_container():
    known = {option.env_var for option in config.get_config_options().values()}
    app = (KUBERNETES / "app.yaml").read_text("utf-8")
    assert set(re.findall(r"STREAMLIT_\w+", DOCKERFILE + COMPOSE + app)) <= known


def test_the_proxy_lets_pass_what_the_app_takes():
    most = int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1])
    assert most > dict(settings())["server.maxUploadSize"]
