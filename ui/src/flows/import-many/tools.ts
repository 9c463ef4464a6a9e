/** The tools whose certificates can be taken over, and where they usually keep them. */
import { texts } from "../../texts";

const words = texts.many.tools.about;

export interface Tool {
  name: string;
  /** What is taken, and what to know before. */
  text: string;
  /** The usual places, most usual first. */
  places: readonly string[];
  /** Whether it keeps a folder or one file. */
  keeps: "folder" | "files";
}

export const TOOLS: readonly Tool[] = [
  { name: "certbot", text: words.certbot, places: ["/etc/letsencrypt", "C:\\Certbot"], keeps: "folder" },
  { name: "lego", text: words.lego, places: [".lego", "/var/lib/lego"], keeps: "folder" },
  { name: "acme.sh", text: words.acmeSh, places: ["~/.acme.sh"], keeps: "folder" },
  {
    name: "Caddy",
    text: words.caddy,
    places: ["~/.local/share/caddy", "/var/lib/caddy/.local/share/caddy", "~/Library/Application Support/Caddy", "%AppData%\\Caddy"],
    keeps: "folder",
  },
  {
    name: "mkcert",
    text: words.mkcert,
    places: ["~/.local/share/mkcert", "~/Library/Application Support/mkcert", "%LocalAppData%\\mkcert"],
    keeps: "folder",
  },
  { name: "step", text: words.step, places: ["~/.step", "/etc/step-ca"], keeps: "folder" },
  { name: "XCA", text: words.xca, places: ["~/*.xdb"], keeps: "files" },
];
