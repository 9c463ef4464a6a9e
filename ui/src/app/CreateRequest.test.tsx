import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { act } from "react";
import { expect, test } from "vitest";

import { createMemoryBackend } from "../api/memory";
import { axeFindings } from "../testing/axe";
import { showFlows } from "./flows.testing";
import { paths } from "./paths";

const EMPTY_SUBJECT = { commonName: "", organization: [], organizationalUnit: [], country: [], province: [], locality: [], streetAddress: [], postalCode: [] };

async function withRequest(commonName: string, name = "waiting") {
  const backend = createMemoryBackend();
  const secret = await backend.createRequest({
    name,
    description: "",
    groupId: "",
    labels: [],
    customMetadata: "",
    content: {
      subject: { ...EMPTY_SUBJECT, commonName },
      dnsNames: ["www.example.com"],
      emailAddresses: [],
      ipAddresses: [],
      uris: [],
      otherNames: [],
      excludeCommonName: false,
      keyAlgorithm: "ECDSA256",
      keyUsages: ["digitalSignature"],
      extKeyUsages: ["serverAuth"],
      extKeyUsageOids: [],
      policyOids: [],
    },
  });
  return { backend, id: secret.row.id };
}

test("a request is one tile away, and waits for its certificate once it is made", async () => {
  const backend = showFlows(paths.addSecret);
  await userEvent.click(await screen.findByRole("radio", { name: /^Create a CSR/ }));
  await userEvent.click(screen.getByRole("button", { name: "Next" }));
  const flow = await screen.findByRole("dialog", { name: "Create a CSR" });
  expect(await axeFindings(flow)).toEqual([]);

  await userEvent.click(within(flow).getByLabelText("Common name"));
  await userEvent.paste("*.example.com");
  expect(within(flow).getByLabelText("Name")).toHaveValue("wildcard.example.com");
  await userEvent.click(within(flow).getByLabelText(/^Alternative names/));
  await userEvent.paste("api.example.com\n192.0.2.7\nops@example.com\nspiffe://example.com/api\n1.3.6.1.4.1.311.20.2.3;UTF8:Jo Doe, ops@corp.example");
  await userEvent.selectOptions(within(flow).getByLabelText("Key algorithm"), "RSA2048");
  await userEvent.click(within(flow).getByRole("checkbox", { name: "TLS clients" }));
  await userEvent.click(within(flow).getByLabelText("Organization (optional)"));
  await userEvent.paste("Example, Inc.; Example GmbH");
  await userEvent.click(within(flow).getByRole("button", { name: "More about use and subject" }));
  await userEvent.type(within(flow).getByLabelText(/^Certificate policies/), "2.23.140.1.2.1");
  await userEvent.click(within(flow).getByRole("button", { name: "Create" }));

  const address = await screen.findByText(/^At \/secrets\/[0-9a-f-]+$/);
  const { content, waiting } = await backend.findRequest(address.textContent.replace("At /secrets/", ""));
  expect(waiting).toBe(true);
  expect(content).toMatchObject({
    subject: { commonName: "*.example.com", organization: ["Example, Inc.", "Example GmbH"], locality: [] },
    dnsNames: ["api.example.com"],
    ipAddresses: ["192.0.2.7"],
    emailAddresses: ["ops@example.com"],
    uris: ["spiffe://example.com/api"],
    otherNames: ["1.3.6.1.4.1.311.20.2.3;UTF8:Jo Doe, ops@corp.example"],
    policyOids: ["2.23.140.1.2.1"],
    keyAlgorithm: "RSA2048",
    keyUsages: ["digitalSignature", "keyEncipherment"],
    extKeyUsages: ["serverAuth", "clientAuth"],
  });
});

test("what is wrong with a name is said at its field, which takes the focus", async () => {
  showFlows(paths.createRequest);
  await userEvent.click(await screen.findByLabelText("Common name"));
  await userEvent.paste("shop.example.com");
  const names = screen.getByLabelText(/^Alternative names/);
  await userEvent.type(names, "bücher.example");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(await screen.findByText(/“bücher\.example” is not a host name/)).toBeVisible();
  expect(names).toBeInvalid();
  expect(names).toHaveFocus();
});

test("a signed certificate that is brought anywhere finds the request it answers", async () => {
  const { backend, id } = await withRequest("shop.example.com");
  showFlows(paths.importCertificate, backend);
  act(() => backend.drop(backend.samples.shop.certificate, "signed.crt"));
  await userEvent.click(await screen.findByRole("button", { name: "Add it there" }));

  const flow = await screen.findByRole("dialog", { name: "Add the signed certificate to “waiting”" });
  await within(flow).findByText("signed.crt");
  expect(within(flow).queryByRole("group", { name: /^Private key/ })).toBeNull();
  expect(await axeFindings(flow)).toEqual([]);
  await userEvent.click(within(flow).getByRole("button", { name: "Add certificate" }));
  await screen.findByText(`At ${paths.secret(id)}`);
  const { row } = await backend.findSecret(id);
  expect(row).toMatchObject({ status: "active", versionsTotal: 1, privateKeyIncluded: true });
});

test("a signing request that was made here leads to its secret when it is brought", async () => {
  const { backend, id } = await withRequest("shop.example.com");
  const { csrPem } = await backend.findRequest(id);
  showFlows(paths.importCertificate, backend);
  act(() => backend.drop(csrPem, "waiting.csr"));
  expect(await screen.findByText("This is the signing request of “waiting”")).toBeVisible();
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Open the secret" }));
  await screen.findByText(`At ${paths.secret(id)}`);
});

test("another certificate is refused at its field", async () => {
  const { backend, id } = await withRequest("other.example.com");
  showFlows(paths.rotateSecret(id), backend);
  await screen.findByRole("dialog", { name: "Add the signed certificate to “waiting”" });
  act(() => backend.drop(backend.samples.shop.certificate));
  await screen.findByText("dropped.pem");
  await userEvent.click(screen.getByRole("button", { name: "Add certificate" }));
  expect(await screen.findByText(/was not made from the signing request of “waiting”/)).toBeVisible();
  expect((await backend.findSecret(id)).row.status).toBe("preActivation");
});

test("another request starts from the one before", async () => {
  const { backend, id } = await withRequest("shop.example.com");
  showFlows(paths.renewRequest(id), backend);
  const flow = await screen.findByRole("dialog", { name: "Create another CSR for “waiting”" });
  expect(within(flow).getByLabelText("Common name")).toHaveValue("shop.example.com");
  expect(within(flow).getByLabelText(/^Alternative names/)).toHaveValue("www.example.com");
  expect(await axeFindings(flow)).toEqual([]);

  await userEvent.click(within(flow).getByRole("radio", { name: /^Keep the key/ }));
  expect(within(flow).queryByLabelText("Key algorithm")).toBeNull();
  await userEvent.type(within(flow).getByLabelText(/^Alternative names/), "\nnew.example.com");
  const before = await backend.findRequest(id);
  await userEvent.click(within(flow).getByRole("button", { name: "Create" }));
  await screen.findByText(`At ${paths.secret(id)}`);
  const after = await backend.findRequest(id);
  expect(after.content.dnsNames).toEqual(["www.example.com", "new.example.com"]);
  expect(after.facts.publicKey.fingerprint).toBe(before.facts.publicKey.fingerprint);
});
