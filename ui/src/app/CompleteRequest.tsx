import { useLocation, useNavigate, useParams } from "react-router";

import type { IntakeId } from "../api/generated/IntakeId";
import { CompleteFlow } from "../flows/import-certificate";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";

/** Adds the signed certificate to the secret in the address, and shows it. */
export function CompleteRequest() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const notify = useNotify();
  const brought = (useLocation().state as { intakeId?: IntakeId } | null)?.intakeId ?? null;
  const show = (path: string) => void navigate(path, { replace: true });
  return (
    <CompleteFlow
      key={id}
      secretId={id}
      brought={brought}
      onCancel={() => show(paths.secret(id))}
      onOpenSecret={(other) => show(paths.secret(other))}
      onDone={({ row }) => {
        show(paths.secret(id));
        notify({ kind: "success", title: texts.requests.complete.done(row.name) });
      }}
    />
  );
}
