package dev.porthole.app.network;

import dev.porthole.server.conditions.FaultRule;

/**
 * A rule for faults in the list of a site.
 *
 * @param rule the rule
 * @param on whether it has an effect
 */
record FaultEntry(FaultRule rule, boolean on) {}
