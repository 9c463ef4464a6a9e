import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Follows the chains of certificates. Each line of the input names three files: a leaf, those between, the root. Prints complaints, then how many were read. */
class Judge {
    private static final CertificateFactory FACTORY = factory();

    public static void main(String[] arguments) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in)).lines().toList();
        for (var line : lines) {
            try {
                follow(line.split(" "));
            } catch (Exception refusal) {
                System.out.println(line + ": " + refusal);
            }
        }
        System.out.println("read " + lines.size());
    }

    private static void follow(String[] files) throws Exception {
        List<X509Certificate> path = new ArrayList<>(read(files[0]));
        path.addAll(read(files[1]));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(read(files[2]).get(0), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(FACTORY.generateCertPath(path), parameters);
    }

    private static List<X509Certificate> read(String file) throws Exception {
        var bytes = new ByteArrayInputStream(Files.readAllBytes(Path.of(file)));
        return FACTORY.generateCertificates(bytes).stream().map(X509Certificate.class::cast).toList();
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (Exception missing) {
            throw new IllegalStateException(missing);
        }
    }
}
