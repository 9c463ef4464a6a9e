export const app = {
  product: "Certkeep",
  titleOf: (page: string) => `${page} – Certkeep`,
  skipToContent: "Skip to main content",
  navigation: "Main navigation",
  openNavigation: "Open navigation",
  closeNavigation: "Close navigation",
  pages: {
    secrets: "Secrets",
    groups: "Secret groups",
    engines: "Secrets engines",
    activity: "Activity",
    settings: "Settings",
  },
  theme: {
    menu: "Theme",
    system: "Same as system",
    light: "Light",
    dark: "Dark",
  },
  notFound: {
    title: "This page does not exist",
    text: "Choose a page from the navigation.",
    action: "Go to secrets",
  },
  crash: {
    title: "This page stopped working",
    text: "Nothing that was saved is lost. Try again; if the page stops again, restart Certkeep and report what you did together with the message below.",
    retry: "Try again",
  },
};
