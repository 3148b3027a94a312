import dev.porthole.server.ServerState;
import dev.porthole.server.SiteSettings;
import dev.porthole.server.StaticServer;
import dev.porthole.server.event.EventLog;
import dev.porthole.server.tls.TlsEngine;
import dev.porthole.server.tls.TlsIdentity;
import dev.porthole.server.tls.TlsSettings;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves a folder by HTTPS, with a key and a certificate from a PKCS #12 file. For the bench alone. */
final class TlsServer {

    private TlsServer() {}

    /** Takes a folder, and the file, whose password is "bench". */
    public static void main(String[] arguments) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
            store.load(in, "bench".toCharArray());
        }
        String name = store.aliases().nextElement();
        TlsIdentity identity = new TlsIdentity(
                (PrivateKey) store.getKey(name, "bench".toCharArray()),
                List.of((X509Certificate) store.getCertificate(name)));
        StaticServer server = new StaticServer(new EventLog());
        ServerState.Running running = server.start(
                SiteSettings.local(Path.of(arguments[0]), 0).withTls(new TlsSettings(() -> identity)));
        System.out.println(TlsEngine.best() + " port " + running.address().getPort());
        new CountDownLatch(1).await();
    }
}
