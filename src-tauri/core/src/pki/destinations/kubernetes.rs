//! Kubernetes.

use super::Destination;
use super::Item;
use super::without_key;
use crate::pki::export;

pub(super) const KUBERNETES: Destination = Destination {
    id: "kubernetes",
    title: "Kubernetes",
    help: "A Secret of the type kubernetes.io/tls as YAML, for Ingress, Gateway and pods.",
    weak: None,
    files: |_| {
        vec![Item { ending: "-tls.yaml", what: "the private key, the certificate, then its intermediates", format: &export::KUBERNETES }]
    },
    unavailable: without_key,
    configuration_title: "Apply it, then name it in the spec of your Ingress",
    configuration: |setting| {
        let hosts: String = setting.hosts.iter().map(|host| format!("        - \"{host}\"\n")).collect();
        let (file, name) = (setting.path("", 0), export::kubernetes_name(&setting.name));
        format!("# kubectl apply -f {file}\ntls:\n    - secretName: {name}\n      hosts:\n{hosts}")
    },
};
