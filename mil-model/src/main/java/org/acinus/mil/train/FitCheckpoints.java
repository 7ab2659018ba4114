package org.acinus.mil.train;

import java.util.Optional;

/// Where the state of a running fit is kept, so that a process that was killed can go on.
public interface FitCheckpoints {
    /// Keeps nothing.
    FitCheckpoints NONE = new FitCheckpoints() {
        @Override
        public Optional<FitState> latest() {
            return Optional.empty();
        }

        @Override
        public void save(FitState state) {}
    };

    /// The newest state of this fit that was kept whole.
    Optional<FitState> latest();

    /// Keeps a state; when this returns, it outlasts the process.
    void save(FitState state);
}
