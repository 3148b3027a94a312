package dev.porthole.app.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docs              | docs.nginx.conf            | docs.caddyfile
            My Site (2026)    | My-Site-2026.nginx.conf    | My-Site-2026.caddyfile
            网站              | 网站.nginx.conf            | 网站.caddyfile
            ../etc/passwd     | etc-passwd.nginx.conf      | etc-passwd.caddyfile
            .hidden           | hidden.nginx.conf          | hidden.caddyfile
            /                 | site.nginx.conf            | site.caddyfile
            """)
    void aConfigurationIsCalledAsItsSiteAndItsServer(String site, String nginx, String caddy) {
        assertThat(Publication.NGINX.fileName(site)).isEqualTo(nginx);
        assertThat(Publication.CADDY.fileName(site)).isEqualTo(caddy);
    }
}
