import { ActionableNotification } from "@carbon/react";

import type { HeldSecret } from "../../api/generated/HeldSecret";
import { texts } from "../../texts";

const words = texts.many.renews;

interface RenewalOfferProps {
  /** The secret that the certificate renews. */
  secret: HeldSecret;
  onRenew: () => void;
}

/** Offers to import a certificate as the new version of the secret that it renews. */
export function RenewalOffer({ secret, onRenew }: RenewalOfferProps) {
  return (
    <ActionableNotification
      inline
      lowContrast
      hideCloseButton
      kind="info"
      role="status"
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- without it a notification takes the focus from what the person types
      hasFocus={false}
      closeOnEscape={false}
      statusIconDescription={texts.parts.status.info}
      title={words.title(secret.name)}
      subtitle={words.text}
      actionButtonLabel={words.action}
      onActionButtonClick={onRenew}
    />
  );
}
