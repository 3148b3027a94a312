package dev.porthole.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** The configuration profile by which iOS takes a certificate authority, as Apple's Profile Reference has it. */
final class AppleProfile {

    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private AppleProfile() {}

    /** A profile with this certificate; the same certificate always has the same identifiers, so it is there once. */
    static String of(String name, byte[] certificate) {
        String content = Base64.getEncoder().encodeToString(certificate);
        String payload = identifier("payload " + content);
        String profile = identifier("profile " + content);
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                <key>PayloadContent</key>
                <array>
                <dict>
                <key>PayloadCertificateFileName</key>
                <string>porthole-ca.crt</string>
                <key>PayloadContent</key>
                <data>
                """ + LINES.encodeToString(certificate) + """

                </data>
                <key>PayloadDisplayName</key>
                <string>%1$s</string>
                <key>PayloadIdentifier</key>
                <string>dev.porthole.authority.%2$s</string>
                <key>PayloadType</key>
                <string>com.apple.security.root</string>
                <key>PayloadUUID</key>
                <string>%2$s</string>
                <key>PayloadVersion</key>
                <integer>1</integer>
                </dict>
                </array>
                <key>PayloadDisplayName</key>
                <string>%1$s</string>
                <key>PayloadIdentifier</key>
                <string>dev.porthole.profile.%3$s</string>
                <key>PayloadRemovalDisallowed</key>
                <false/>
                <key>PayloadType</key>
                <string>Configuration</string>
                <key>PayloadUUID</key>
                <string>%3$s</string>
                <key>PayloadVersion</key>
                <integer>1</integer>
                </dict>
                </plist>
                """.formatted(Page.escape(name), payload, profile);
    }

    private static String identifier(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.US_ASCII)).toString();
    }
}
