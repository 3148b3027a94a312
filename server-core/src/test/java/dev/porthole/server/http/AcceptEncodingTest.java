package dev.porthole.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.server.coding.ContentCoding;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who likes which codings better than none, RFC 9110 section 12.5.3. */
class AcceptEncodingTest {

    /** Equals with commas between them, the groups with blanks: {@code br,zstd gzip}. */
    private static String wish(String value) {
        return AcceptEncoding.parse(value).choices().stream()
                .map(equals -> equals.stream().map(ContentCoding::token).collect(Collectors.joining(",")))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("coding.negotiate: weights, the star, identity, unknown names, broken fields")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', emptyValue = "", nullValues = "-", textBlock = """
            browser               | gzip, deflate, br, zstd          | br,zstd,gzip
            without-br            | gzip, deflate                    | gzip
            order-says-nothing    | gzip, zstd, br                   | br,zstd,gzip
            weights               | gzip;q=1.0, br;q=0.5             | gzip br
            weights               | gzip;q=0.8, br;q=0.9, zstd;q=0.8 | br zstd,gzip
            weights-three-digits  | gzip;q=0.001, br;q=0.002         | br gzip
            weight-one            | gzip;q=1.000                     | gzip
            weight-dot            | gzip;q=1.                        | gzip
            weight-dot            | gzip;q=0.                        |
            weight-blanks         | gzip ; q=0.5 \t, br ;\tq=0.7     | br gzip
            weight-capital        | gzip;Q=0.5                       | gzip
            zero                  | gzip;q=0                         |
            zero                  | gzip;q=0.000, br;q=0             |
            zero-others           | br;q=0, gzip                     | gzip
            star                  | *                                | br,zstd,gzip
            star-weight           | gzip, *;q=0.5                    | gzip br,zstd
            star-but              | *, br;q=0                        | zstd,gzip
            star-zero             | gzip, *;q=0                      | gzip
            star-zero-alone       | *;q=0                            |
            star-over-named       | gzip;q=0.2, *;q=0.6              | br,zstd
            identity              | identity                         |
            identity-first        | identity, gzip;q=0.5             |
            identity-last         | identity;q=0.5, gzip             | gzip
            identity-equal        | identity, gzip                   | gzip
            identity-equal        | gzip;q=0.5, identity;q=0.5       | gzip
            identity-refused      | identity;q=0, gzip;q=0.1         | gzip
            identity-refused      | identity;q=0                     |
            identity-unsaid       | gzip;q=0.001                     | gzip
            case                  | GZip, BR                         | br,gzip
            x-gzip                | x-gzip                           | gzip
            x-gzip                | x-gzip;q=0.5, gzip;q=0           |
            twice                 | gzip, gzip;q=0                   |
            unknown               | dcb, dcz, gzip                   | gzip
            unknown               | compress                         |
            unknown-weight        | exi;q=1, gzip;q=0.3              | gzip
            empty                 |                                  |
            empty-members         | , gzip ,, br ,                   | br,gzip
            malformed             | gzip;q=2                         |
            malformed             | gzip;q=0.1234                    |
            malformed             | gzip;q=1.001                     |
            malformed             | gzip;q=-1                        |
            malformed             | gzip;q=                          |
            malformed             | gzip;q                           |
            malformed             | gzip;                            |
            malformed             | gzip;level=5                     |
            malformed             | gzip;q=1;q=0                     |
            malformed             | gzip;q = 1                       |
            malformed             | gzip br                          |
            malformed             | "gzip"                           |
            malformed             | ;q=1                             |
            malformed-elsewhere   | br, gzip;q=x                     |
            """)
    void whatIsLikedBetterThanNone(String id, String value, String wish) {
        assertThat(wish(value == null ? "" : value)).as(id).isEqualTo(wish == null ? "" : wish);
    }

    @Test
    @DisplayName("coding.absent: who says nothing gets content as it is")
    void withoutTheFieldThereIsNoCoding() {
        assertThat(AcceptEncoding.parse(null)).isSameAs(AcceptEncoding.NONE);
    }

    @Test
    void theSameWishIsTheSameObject() {
        assertThat(AcceptEncoding.parse("gzip, br")).isSameAs(AcceptEncoding.parse("br;q=0.4,gzip;q=0.4,identity;q=0"));
        assertThat(AcceptEncoding.parse("nothing")).isSameAs(AcceptEncoding.NONE);
    }
}
