// Carbon's styles come first, so that a part's own rules win.
import "../styles/index.scss";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { Gallery } from "./Gallery";

const root = document.getElementById("root");
if (root === null) throw new Error("gallery.html has no element with the id root.");
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
);
