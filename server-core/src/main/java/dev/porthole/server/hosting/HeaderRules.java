package dev.porthole.server.hosting;

import dev.porthole.server.event.FieldOrigin.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules for header fields of a site. What a service sends by itself comes first, then {@code _headers}, then the
 * user's own rules; the later one replaces the earlier, but lines of {@code _headers} for one field are joined with a
 * comma, as both services do.
 */
public final class HeaderRules {

    private final HostingService service;
    private final List<HeadersFile.Line> lines;
    private final List<Own> own;

    private record Own(PathPattern pattern, HeaderRule rule) {}

    HeaderRules(HostingService service, List<HeadersFile.Line> lines, List<HeaderRule> rules) {
        this.service = service;
        this.lines = lines;
        this.own = rules.stream()
                .map(rule -> new Own(HeaderRule.compiled(rule.pattern()).orElseThrow(), rule))
                .toList();
    }

    /**
     * One rule, whoever made it.
     *
     * @param pattern of the paths it holds for
     * @param field what it says
     */
    public record Each(PathPattern pattern, RuledField field) {}

    /** {@return all rules in the order in which they are applied} */
    public List<Each> all() {
        PathPattern everything = PathPattern.parse("/*").orElseThrow();
        List<Each> all = new ArrayList<>();
        for (HostingService.Default each : service.defaults()) {
            all.add(new Each(
                    everything, new RuledField(each.name(), each.value(), Source.SERVICE, service.label())));
        }
        for (HeadersFile.Line line : lines) {
            all.add(new Each(line.pattern(), new RuledField(
                    line.name(), line.value(), Source.HEADERS_FILE, String.valueOf(line.number()))));
        }
        for (Own each : own) {
            all.add(new Each(each.pattern, new RuledField(
                    each.rule.name(), each.rule.value(), Source.OWN_RULE, each.rule.pattern())));
        }
        return all;
    }

    /**
     * {@return the fields for a path in normal form, each once, in the order of their first rule}
     *
     * @param path decoded, with a slash at the beginning
     */
    public List<RuledField> forPath(String path) {
        Map<String, RuledField> fields = new LinkedHashMap<>();
        for (HostingService.Default each : service.defaults()) {
            put(fields, new RuledField(each.name(), each.value(), Source.SERVICE, service.label()));
        }
        for (HeadersFile.Line line : lines) {
            line.pattern().match(path).ifPresent(found -> fromFile(fields, line, found));
        }
        for (Own each : own) {
            if (each.pattern.matches(path)) {
                put(fields, new RuledField(
                        each.rule.name(), each.rule.value(), Source.OWN_RULE, each.rule.pattern()));
            }
        }
        return new ArrayList<>(fields.values());
    }

    private void fromFile(Map<String, RuledField> fields, HeadersFile.Line line, Map<String, String> found) {
        String detail = String.valueOf(line.number());
        String value = line.value();
        if (value != null && service == HostingService.CLOUDFLARE_PAGES) {
            value = Template.fill(value, found);
        }
        RuledField field = new RuledField(line.name(), value, Source.HEADERS_FILE, detail);
        RuledField before = fields.get(field.key());
        if (value != null && before != null && before.source() == Source.HEADERS_FILE && before.value() != null) {
            field = new RuledField(
                    before.name(), before.value() + ", " + value, Source.HEADERS_FILE, before.detail() + ", " + detail);
        }
        put(fields, field);
    }

    private static void put(Map<String, RuledField> fields, RuledField field) {
        fields.put(field.key(), field);
    }
}
