DROP INDEX `run_details_expiry`;--> statement-breakpoint
CREATE INDEX `run_details_renewal` ON `run_details` (`user_id`,`expires_at`) WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX `run_details_expiry` ON `run_details` (`expires_at`) WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX `strava_events_received` ON `strava_events` (`received_at`);