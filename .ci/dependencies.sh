#!/usr/bin/env bash
# Holds what Certkeep is built from against .deny.toml: licences, sources and duplicates always, known vulnerabilities where the lists of them answer.
set -euo pipefail

cd "$(dirname "$0")/.."
deny="$(tests/setup/cargo-deny.sh)"

check_crates() {
    "$deny" --log-level error --workspace --config .deny.toml check --hide-inclusion-graph "$@"
}

check_npm_advisories() {
    local report
    report="$(npm --prefix ui audit --omit=dev --json 2>/dev/null || true)"
    node -e '
        const report = JSON.parse(require("fs").readFileSync(0, "utf8") || "{}");
        if (!report.metadata) {
            console.log("The npm advisories do not answer, so known vulnerabilities of npm packages were not checked.");
        } else if (report.metadata.vulnerabilities.total > 0) {
            console.error(JSON.stringify(report.vulnerabilities, null, 2));
            process.exit(1);
        }' <<<"$report"
}

check_crates licenses bans sources

if "$deny" --log-level off --workspace --config .deny.toml fetch db 2>/dev/null; then
    check_crates advisories
else
    echo 'The RustSec advisories do not answer, so known vulnerabilities of crates were not checked.'
fi

check_npm_advisories
