package dev.porthole.app.lab.limits;

import dev.porthole.app.lab.LabFrame;
import dev.porthole.lab.limits.Proof;
import java.util.List;

/** All proofs, to be run one by one or all at once. */
public final class LimitsViewModel {

    private final List<ProofViewModel> proofs;

    /** None of them run yet. */
    public LimitsViewModel(LabFrame frame) {
        proofs = Proof.all().stream().map(each -> new ProofViewModel(frame, each)).toList();
    }

    /** The proofs, in the order of their cards. */
    public List<ProofViewModel> proofs() {
        return proofs;
    }

    /** Runs the first that has not been run; nothing while one runs, or when all are done. */
    public void step() {
        if (proofs.stream().noneMatch(each -> each.runningProperty().get())) {
            proofs.stream().filter(each -> !each.doneProperty().get()).findFirst().ifPresent(ProofViewModel::start);
        }
    }

    /** Runs all of them. */
    public void runAll() {
        proofs.forEach(ProofViewModel::start);
    }

    /** Ends what runs and shows nothing. */
    public void reset() {
        proofs.forEach(ProofViewModel::reset);
    }
}
