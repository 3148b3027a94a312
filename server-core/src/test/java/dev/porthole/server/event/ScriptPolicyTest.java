package dev.porthole.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptPolicyTest {

    private static String head(String policy) {
        return "HTTP/1.1 200 OK\r\ncontent-security-policy: " + policy + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "default-src 'none'", "script-src 'none'", "Script-Src", "script-src 'nonce-abc' 'unsafe-inline'",
        "script-src 'self' 'strict-dynamic' 'nonce-abc'", "script-src-elem 'none'; script-src 'self'",
        "script-src https://cdn.example.com https://*.example.org:8443/js/ 'unsafe-inline'", "script-src data: blob:",
        "default-src 'self'; connect-src 'none'", "default-src 'self'; connect-src https://api.example.com",
        "script-src 'self', default-src 'none'", "sandbox allow-forms", "script-src 'none'; script-src 'self'"})
    void whatForbidsTheScriptOrItsConnection(String policy) {
        assertThat(ScriptPolicy.forbiddenByHead(head(policy))).isTrue();
        assertThat(ScriptPolicy.forbiddenByPage("<!doctype html><meta charset=utf-8><META content=\"" + policy
                + "\" http-equiv='Content-Security-Policy'>")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "default-src 'self'", "script-src *", "script-src http:; connect-src ws:", "script-src localhost:8080",
        "script-src http://127.0.0.1:*", "script-src http://laptop.local:7890", "img-src 'none'; style-src 'none'",
        "script-src 'self' https://cdn.example.com", "sandbox allow-scripts",
        "default-src 'none'; script-src 'self'; connect-src 'self'", "upgrade-insecure-requests", ""})
    void whatDoesNotOrNotBeyondDoubt(String policy) {
        assertThat(ScriptPolicy.forbiddenByHead(head(policy))).isFalse();
        assertThat(ScriptPolicy.forbiddenByPage(
                "<meta http-equiv=content-security-policy content=\"" + policy + "\">")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<meta name=description content=\"script-src 'none'\">",
        "<!-- <meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\"> -->",
        "<meta http-equiv=\"Content-Security-Policy-Report-Only\" content=\"script-src 'none'\">",
        "<meta http-equiv=\"Content-Security-Policy\">", "<meta", ""})
    void whatIsNoPolicyOfThePage(String page) {
        assertThat(ScriptPolicy.forbiddenByPage(page)).isFalse();
    }
}
