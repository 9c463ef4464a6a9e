import { expect, test } from "vitest";

import { templateContent } from "./authorityPresets";
import { judgeName } from "./nameDecision";

const NAMES = ["example.com", "a.example.com", "a.b.example.com", "*.example.com", "ftp1.example.com"];

test.each([
  [{ allowedDomains: ["example.com"] }, "-----"],
  [{ allowedDomains: ["example.com"], allowBareDomains: true }, "+----"],
  [{ allowedDomains: ["example.com"], allowSubdomains: true }, "-++++"],
  [{ allowedDomains: ["example.com"], allowSubdomains: true, allowWildcardCertificates: false }, "-++-+"],
  [{ allowedDomains: ["ftp*.example.com"], allowGlobDomains: true }, "----+"],
  [{ allowedDomains: ["*.example.com"], allowGlobDomains: true }, "-++++"],
  [{ allowedDomains: ["*.example.com"], allowBareDomains: true }, "---+-"],
  [{ allowAnyName: true }, "+++++"],
])("%o", (rules, expected) => {
  const verdicts = NAMES.map((name) => judgeName(templateContent(rules), name).accepted);
  expect(verdicts.map((accepted) => (accepted ? "+" : "-")).join("")).toBe(expected);
});
