import { Navigate, useLocation, useNavigate, useParams } from "react-router";

import { useSecret } from "../api/queries";
import { RotateFlow } from "../flows/import-certificate";
import { useNotify } from "../parts";
import { texts } from "../texts";
import { paths } from "./paths";

/** The key of the address that the app was started with. */
const FIRST_ADDRESS = "default";

/** Rotates the secret in the address. Afterwards its details are shown; who cancels is back where they came from. */
export function RotateSecret() {
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const notify = useNotify();
  const { key } = useLocation();
  const secret = useSecret(id);
  const showDetails = () => void navigate(paths.secret(id), { replace: true });
  const goBack = () => (key === FIRST_ADDRESS ? showDetails() : void navigate(-1));
  // What waits for its first certificate has nothing to rotate.
  if (secret.data?.hasRequest === true && secret.data.versions.length === 0) return <Navigate to={paths.completeRequest(id)} replace />;
  return (
    <RotateFlow
      key={id}
      secretId={id}
      onCancel={goBack}
      onDone={({ row }) => {
        showDetails();
        notify({ kind: "success", title: texts.flows.rotate.done(row.name) });
      }}
    />
  );
}
