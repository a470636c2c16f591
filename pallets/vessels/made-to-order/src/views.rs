//! What users ask.

use super::*;

impl<T: Config> Pallet<T> {
	/// What is to be done next with a submission.
	pub(crate) fn next(id: SubmissionId) -> Option<Next> {
		let (request, submission) = Self::find(id).ok()?;
		let now = T::Time::now();
		Some(match submission.stage {
			Stage::Submitted { until } => {
				let is_possible = Self::check(&request, &submission.creator, &submission.offered).is_ok();
				if now > until || !is_possible {
					Next::Settle
				} else {
					Next::Decide(until)
				}
			}
			Stage::Rejected { until } if now > until || !request.is_open() => Next::Settle,
			Stage::Rejected { until } => Next::Contest(until),
			Stage::Contested { until } if now > until || request.is_over() => Next::Close,
			Stage::Contested { until } => Next::Draw(until),
			Stage::Reviewed { commit_until, .. } if now <= commit_until => Next::Commit(commit_until),
			Stage::Reviewed { panel, commit_until, reveal_until } => {
				if Self::is_counted(&panel, commit_until, reveal_until, now) {
					Next::Close
				} else {
					Next::Reveal(reveal_until)
				}
			}
			Stage::Accepted if request.is_over() => Next::Settle,
			Stage::Accepted => Next::Finish,
		})
	}
}
