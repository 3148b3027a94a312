package dev.porthole.app.network;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a device says of itself in its User-Agent, in two words. A pure function. */
final class DeviceName {

    /** In this order: many say that they are something else besides. */
    private static final Map<String, String> SYSTEMS = ordered(
            "iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "Windows", "Windows", "Macintosh", "Mac",
            "CrOS", "ChromeOS", "Linux", "Linux");
    private static final Map<String, String> PROGRAMS = ordered(
            "Edg/", "Edge", "OPR/", "Opera", "SamsungBrowser/", "Samsung Internet", "Firefox/", "Firefox",
            "FxiOS/", "Firefox", "CriOS/", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari", "curl/", "curl",
            "Wget/", "Wget");

    private DeviceName() {}

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            all.put(pairs[i], pairs[i + 1]);
        }
        return all;
    }

    /** The kind of device and of program, as far as they are known; empty when neither is. */
    static String of(String userAgent) {
        String system = first(SYSTEMS, userAgent);
        String program = first(PROGRAMS, userAgent);
        return system.isEmpty() || program.isEmpty() ? system + program : system + ", " + program;
    }

    private static String first(Map<String, String> names, String userAgent) {
        return names.entrySet().stream().filter(each -> userAgent.contains(each.getKey()))
                .map(Map.Entry::getValue).findFirst().orElse("");
    }
}
