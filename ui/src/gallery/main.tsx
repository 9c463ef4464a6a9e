import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { NotificationsProvider } from "../parts";
import "../styles/index.scss";
import { Gallery } from "./Gallery";

const root = document.getElementById("root");
if (root === null) throw new Error("gallery.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <NotificationsProvider>
      <Gallery />
    </NotificationsProvider>
  </StrictMode>,
);
