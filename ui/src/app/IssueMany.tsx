import { useNavigate } from "react-router";

import { IssueManyFlow } from "../flows/create-private";
import { paths } from "./paths";

/** Issues private certificates for a list of names. Afterwards the secrets are shown. */
export function IssueMany() {
  const navigate = useNavigate();
  const go = (path: string) => void navigate(path, { replace: true });
  return <IssueManyFlow onBack={() => go(paths.addSecret)} onEngine={() => go(paths.privateEngine)} onClose={() => go(paths.secrets)} />;
}
