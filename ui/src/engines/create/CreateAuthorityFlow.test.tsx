import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";

import { axeFindings } from "../../testing/axe";
import { showEngine } from "../testing";

const next = () => userEvent.click(screen.getByRole("button", { name: "Next" }));

async function fillIn(name: string, commonName: string): Promise<void> {
  await userEvent.type(await screen.findByLabelText("Name"), name);
  await next();
  await userEvent.type(screen.getByLabelText("Common name"), commonName);
  await next();
  await next();
  await next();
}

test("the pages of the wizard lead to a root that is named and limited as asked", async () => {
  const { backend } = showEngine("/create", { empty: true });
  const create = vi.spyOn(backend, "createAuthority");
  await userEvent.type(await screen.findByLabelText("Permitted domains (optional)"), "lab.example.com");
  expect(await axeFindings(screen.getByRole("dialog"))).toEqual([]);
  await fillIn("lab-root", "Lab Root CA");
  expect(screen.getByText("lab.example.com")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(await screen.findByText("“lab-root” was created")).toBeVisible();
  const request = create.mock.calls[0]?.[0];
  expect(request).toMatchObject({ name: "lab-root", kind: "root", issuerId: null });
  expect(request?.content.options.maxTtl).toBe("3650d");
  expect(request?.content.nameConstraints.permittedDnsDomains).toEqual(["lab.example.com"]);
});

test("an intermediate needs an issuer: without one the way is closed", async () => {
  showEngine("/create", { empty: true });
  expect(await screen.findByRole("radio", { name: /Intermediate, signed here/ })).toBeDisabled();
});

test("an intermediate that is signed here asks for a template next", async () => {
  const { place } = showEngine("/create");
  await userEvent.click(await screen.findByRole("radio", { name: /Intermediate, signed here/ }));
  await fillIn("web-issuing", "Example Web CA");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(await screen.findByText("Add a template: it says what may be issued.")).toBeVisible();
  expect(place.search).toBe("?tab=templates");
});

test("a refusal leads back to the page with the field", async () => {
  showEngine("/create");
  await fillIn("example-root", "Another Root CA");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  expect(await screen.findByText(/already exists: example-root/)).toBeVisible();
  expect(screen.getByLabelText("Name")).toHaveFocus();
});

test("an authority that is signed elsewhere hands out its request with the command, then takes the certificate", async () => {
  const { backend } = showEngine("/create");
  await userEvent.click(await screen.findByRole("radio", { name: /signed elsewhere/ }));
  await fillIn("outside-issuing", "Example Outside CA");
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  const flow = await screen.findByRole("dialog", { name: "Have “outside-issuing” signed" });
  expect(await within(flow).findByText(/BEGIN CERTIFICATE REQUEST/)).toBeVisible();
  expect(within(flow).getByText(/CA:TRUE.*keyCertSign/s)).toBeVisible();
  expect(await axeFindings(flow)).toEqual([]);
  await next();
  await userEvent.click(screen.getByRole("button", { name: "Bring the sample" }));
  await userEvent.click(screen.getByRole("button", { name: "Add certificate" }));
  expect(await screen.findByText("“outside-issuing” is signed")).toBeVisible();
  const rows = await backend.listAuthorities();
  expect(rows.find(({ name }) => name === "outside-issuing")?.status).toBe("certificate_template_required");
});

test("a key that takes long can be given up, and nothing is lost", async () => {
  const { backend } = showEngine("/create");
  const cancelled = { code: "cancelled", message: "Cancelled.", help: null, field: null } as const;
  let stop: () => void = () => undefined;
  vi.spyOn(backend, "createAuthority").mockImplementation(
    () =>
      new Promise((_, refuse) => {
        stop = () => refuse(Object.assign(new Error(), cancelled));
      }),
  );
  vi.spyOn(backend, "cancelKey").mockImplementation(() => {
    stop();
    return Promise.resolve();
  });
  await userEvent.type(await screen.findByLabelText("Name"), "rsa-root");
  await next();
  await userEvent.type(screen.getByLabelText("Common name"), "RSA Root CA");
  await next();
  await userEvent.selectOptions(screen.getByLabelText("Key algorithm"), "RSA 4096");
  await next();
  await next();
  await userEvent.click(screen.getByRole("button", { name: "Create" }));
  const progress = await screen.findByRole("dialog", { name: "Generating the key" });
  await userEvent.click(within(progress).getAllByRole("button", { name: "Cancel" }).at(-1) ?? progress);
  expect(await screen.findByRole("button", { name: "Create" })).toBeEnabled();
  expect(screen.getByText("RSA Root CA")).toBeVisible();
});

test("an authority with its key is taken over", async () => {
  const { backend } = showEngine("/import");
  await userEvent.click(await screen.findByRole("button", { name: "Bring the sample" }));
  await waitFor(() => expect(screen.getByLabelText("Name")).toHaveValue("Example-Partner-CA"));
  await userEvent.clear(screen.getByLabelText("Name"));
  await userEvent.type(screen.getByLabelText("Name"), "taken-over");
  await userEvent.type(screen.getByLabelText("Number of the newest revocation list (optional)"), "41");
  await userEvent.click(screen.getByRole("button", { name: "Import" }));
  expect(await screen.findByText("“taken-over” was imported")).toBeVisible();
  const rows = await backend.listAuthorities();
  expect(rows.find(({ name }) => name === "taken-over")?.crl?.number).toBe(42);
});
