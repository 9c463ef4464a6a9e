/** The pages of the secrets engines. */
export const engines = {
  title: "Secrets engines",
  description: "An engine is what issues certificates for you. Importing needs none.",
  tabs: "Engines",
  willBe: "What will be here",
  toImport: "Import a certificate",
  public: {
    tab: "Public certificates",
    title: "Ordering public certificates comes in a later version",
    text: "Nothing can be set up here yet. Until then, order a certificate where you do today and import it.",
    parts: [
      {
        title: "Certificate authorities",
        text: "Accounts at Let’s Encrypt and other authorities that issue certificates by ACME, production and staging.",
      },
      {
        title: "DNS providers",
        text: "Access to the places where your domains are kept, so that Certkeep can prove that they are yours.",
      },
    ],
  },
  private: {
    tab: "Private certificates",
  },
};
