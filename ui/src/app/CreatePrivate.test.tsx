import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";

import { createMemoryBackend } from "../api/memory";
import type { MemoryBackend } from "../api/memory";
import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

beforeEach(() => {
  localStorage.clear();
});

/** A template for one group, whose keys take their time. */
async function withClients(backend: MemoryBackend): Promise<MemoryBackend> {
  const [template] = await backend.listTemplates(null);
  const groups = await backend.listGroups();
  if (template === undefined) return backend;
  const allowedGroupIds = groups.filter(({ name }) => name === "Internal services").map(({ id }) => id);
  const content = { ...template.content, keyAlgorithm: "RSA2048" as const, allowAnyName: true, enforceHostnames: false, maxTtl: "30d", ttl: "", allowedGroupIds };
  await backend.createTemplate({ name: "service-clients", authorityId: template.authorityId, content });
  return backend;
}

async function openForm(backend = createMemoryBackend()) {
  showFlows(paths.createPrivate, backend);
  const flow = await screen.findByRole("dialog", { name: "Create private certificate" });
  await within(flow).findByLabelText("Certificate template");
  return { backend, flow };
}

const paste = async (label: string | RegExp, text: string): Promise<void> => {
  await userEvent.click(screen.getByLabelText(label, { selector: "input, textarea" }));
  await userEvent.paste(text);
};

test("while no authority can issue, the tile says so and leads to the engine page", async () => {
  showFlows(paths.addSecret, createMemoryBackend({ empty: true }));
  const tile = await screen.findByRole("radio", { name: /^Create private certificate.*Engine configuration required$/ });
  await userEvent.click(tile);
  await userEvent.click(screen.getByRole("button", { name: "Open engine page" }));
  expect(await screen.findByText(`At ${paths.privateEngine}`)).toBeVisible();
});

test("a certificate is created through a template, shown with its chain, and kept", async () => {
  const backend = showFlows(paths.addSecret);
  await userEvent.click(await screen.findByRole("radio", { name: /^Create private certificate/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Next" }));
  const flow = await screen.findByRole("dialog", { name: "Create private certificate" });
  await within(flow).findByLabelText("Certificate template");
  expect(await axeFindings(flow)).toEqual([]);

  await paste("Common name", "grafana.example.lan");
  expect(within(flow).getByLabelText("Name")).toHaveValue("grafana.example.lan");
  expect(await within(flow).findByText("It is below the listed domain example.lan.")).toBeVisible();
  expect(await within(flow).findByText("90 days, as the template says")).toBeVisible();
  await userEvent.click(within(flow).getByRole("switch", { name: "Automatic rotation" }));
  expect(await within(flow).findByText(/^Next rotation: /)).toBeVisible();
  await userEvent.click(within(flow).getByRole("button", { name: "Create" }));

  const result = await screen.findByRole("dialog", { name: "“grafana.example.lan” was issued" });
  const chain = await within(result).findByRole("list", { name: /^Chain from/ });
  expect(within(chain).getAllByRole("listitem")).toHaveLength(3);
  expect(within(result).getByLabelText("Issuing authority")).toHaveTextContent("BEGIN CERTIFICATE");
  expect(await axeFindings(result)).toEqual([]);
  await userEvent.click(within(result).getByRole("button", { name: "View details" }));
  const address = await screen.findByText(/^At \/secrets\/[0-9a-f-]+$/);
  const secret = await backend.findSecret(address.textContent.replace("At /secrets/", ""));
  expect(secret.private).toMatchObject({ authorityName: "example-issuing", templateName: "web-servers", rotation: { interval: 1, unit: "month" } });
});

test("what the template refuses is said beside the field while it is typed, with what would be allowed, and nothing is signed", async () => {
  const { backend, flow } = await openForm();
  await paste("Common name", "grafana.example.org");
  expect((await within(flow).findAllByText(/no listed domain covers it/))[0]).toBeVisible();
  expect(within(flow).getAllByText(/Any name below example\.com, example\.lan and localhost/)[0]).toBeVisible();
  await userEvent.click(within(flow).getByRole("button", { name: "Alternative names (optional)" }));
  await paste("URIs", "https://elsewhere.example");
  expect((await within(flow).findAllByText(/No pattern for URIs in the template matches it/))[0]).toBeVisible();
  const before = (await backend.listSecrets(ALL)).held;
  await userEvent.click(within(flow).getByRole("button", { name: "Create" }));
  await waitFor(() => expect(within(flow).getByLabelText("Common name")).toBeInvalid());
  expect(within(flow).getByLabelText("Common name")).toHaveFocus();
  expect((await backend.listSecrets(ALL)).held).toBe(before);
});

test("lifetime and rotation are judged as well", async () => {
  const { flow } = await openForm();
  await paste("Common name", "grafana.example.lan");
  await userEvent.click(within(flow).getByRole("button", { name: "Advanced (optional)" }));
  await paste("Lifetime", "500d");
  expect(await within(flow).findByText(/The template allows at most 397 days\. Choose/, { selector: ".cds--form-requirement" })).toBeVisible();
  await userEvent.clear(within(flow).getByLabelText("Lifetime"));
  await userEvent.click(within(flow).getByRole("switch", { name: "Automatic rotation" }));
  await userEvent.clear(within(flow).getByLabelText("Every"));
  await paste("Every", "6");
  expect(await within(flow).findByText(/longer than the lifetime of 90 days\. Choose/, { selector: ".cds--form-requirement" })).toBeVisible();
});

test("a template that names its groups offers no others, can be looked at, and is proposed the next time", async () => {
  const { flow } = await openForm(await withClients(createMemoryBackend()));
  await userEvent.selectOptions(within(flow).getByLabelText("Certificate template"), "service-clients");
  const group = within(flow).getByLabelText("Secret group");
  expect(within(group).getAllByRole("option").map((option) => option.textContent)).toEqual(["Internal services"]);
  expect(within(flow).queryByRole("button", { name: "Create group" })).toBeNull();
  await userEvent.click(within(flow).getByRole("button", { name: "View template" }));
  const sheet = await screen.findByRole("region", { name: "service-clients" });
  expect(within(sheet).getByText("30d")).toBeVisible();
  await userEvent.keyboard("{Escape}");
  expect(screen.queryByRole("region", { name: "service-clients" })).toBeNull();
  expect(flow).toBeVisible();
  await paste("Common name", "worker-7");
  await userEvent.click(within(flow).getByRole("button", { name: "Create" }));
  await userEvent.click(await screen.findByRole("button", { name: /Create another/ }));
  await waitFor(() => expect(screen.getByLabelText("Certificate template")).toHaveDisplayValue("service-clients"));
});

test("the making of an RSA key is given up; the form stays as it was", async () => {
  const { flow } = await openForm(await withClients(createMemoryBackend({ hanging: ["createPrivateCertificate"] })));
  await userEvent.selectOptions(within(flow).getByLabelText("Certificate template"), "service-clients");
  await paste("Common name", "worker-7");
  await userEvent.click(within(flow).getByRole("button", { name: "Create" }));
  const waiting = await screen.findByRole("region", { name: "Making the key" });
  await userEvent.click(within(waiting).getByRole("button", { name: "Stop making the key" }));
  await waitFor(() => expect(screen.queryByRole("region", { name: "Making the key" })).toBeNull());
  expect(within(flow).getByLabelText("Common name")).toHaveValue("worker-7");
  expect(screen.queryByText(/No key was made/)).toBeNull();
});

test("a list is reviewed, issued and what became of it shown", async () => {
  const backend = createMemoryBackend({ pace: { rows: 1, everyMs: 5 } });
  showFlows(paths.issueMany, backend);
  await screen.findByLabelText("Certificate template");
  await paste("Names or signing requests", "common_name,alt_names\nci-1.example.lan,ci.example.lan\nci-2.example.lan,\nci.example.org,");
  expect(await axeFindings(screen.getByRole("dialog", { name: "Issue many certificates" }))).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Review" }));
  const table = await screen.findByRole("grid", { name: "What would be issued" });
  expect(await within(table).findByText("ci-1.example.lan", { selector: '[data-column="commonName"] *' })).toBeVisible();
  expect(screen.getByText("1 line cannot be issued and is left out.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Refused 1" }));
  await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(2));
  expect(screen.getByText(/“ci\.example\.org” is refused/)).toBeVisible();
  expect(await axeFindings(screen.getByRole("dialog", { name: "Issue many certificates" }))).toEqual([]);

  await userEvent.click(screen.getByRole("button", { name: "Issue 2 certificates" }));
  expect(await screen.findByText("2 certificates issued, 1 not: the list says why.")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Show secrets" }));
  expect(await screen.findByText(`At ${paths.secrets}`)).toBeVisible();
  expect((await backend.listSecrets({ ...ALL, search: "ci-" })).total).toBe(2);
});

test("a list is brought by choosing a file, and by a drop anywhere on the window", async () => {
  const { backend } = await openList();
  await userEvent.click(screen.getByRole("button", { name: "Choose file" }));
  const field = screen.getByLabelText("Names or signing requests");
  await waitFor(() => expect(field).toHaveDisplayValue(/build-01/));
  expect(screen.getByText("From machines.csv")).toBeVisible();
  act(() => backend.drag({ phase: "over", x: 10, y: 10 }));
  expect(screen.getByText("Drop anywhere")).toBeVisible();
  act(() => backend.drop("ci-9.example.lan\n", "more.txt"));
  await waitFor(() => expect(field).toHaveDisplayValue("ci-9.example.lan\n"));
  expect(screen.getByText("From more.txt")).toBeVisible();
});

test("a file that is no list is refused at the field", async () => {
  const { backend } = await openList();
  backend.fail("pickLists", { code: "foundInstead", message: "“ci.key” holds a private key.", help: "Choose the request.", field: "list" });
  await userEvent.click(screen.getByRole("button", { name: "Choose file" }));
  expect(await screen.findByText(/“ci\.key” holds a private key/, { selector: ".cds--form-requirement" })).toBeVisible();
});

test("a signing request is dropped on the form of one certificate", async () => {
  const { backend, flow } = await openForm();
  act(() => backend.drop("-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n", "printer.csr"));
  const field = within(flow).getByRole("group", { name: /^Signing request/ });
  expect(await within(field).findByText("printer.csr")).toBeVisible();
});

async function openList() {
  const backend = createMemoryBackend();
  showFlows(paths.issueMany, backend);
  await screen.findByLabelText("Certificate template");
  return { backend };
}

test("issuing is cancelled and gone on with", async () => {
  showFlows(paths.issueMany, createMemoryBackend({ pace: { rows: 1, everyMs: 5, stopsAt: 1 } }));
  await screen.findByLabelText("Certificate template");
  await paste("Names or signing requests", "ci-1.example.lan\nci-2.example.lan\nci-3.example.lan");
  await userEvent.click(screen.getByRole("button", { name: "Review" }));
  await userEvent.click(await screen.findByRole("button", { name: "Issue 3 certificates" }));
  expect(await screen.findByText(/^1 of 3 issued/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Cancel issuing" }));
  expect(await screen.findByText("Issuing was cancelled")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Issue the other 2" }));
  expect(await screen.findByText(/^2 of 3 issued/)).toBeVisible();
});

const ALL = { search: "", kinds: [], groupIds: [], statuses: [], labels: [], expiresFrom: null, expiresBefore: null, sort: "name", descending: false, offset: 0, limit: 1 } as const satisfies Parameters<ReturnType<typeof createMemoryBackend>["listSecrets"]>[0];
