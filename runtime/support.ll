; Made from support.rs by build_support.py: do not edit.

%Wave = type { i64, [2 x [64 x i64]], i64, i64, i64 }
%Fiber = type { ptr, i32, i32, [3 x i32], [1 x i32], [2 x i64], ptr, i32, i32, i64 }
%Range = type { i64, i64, i64, ptr }
%Plan = type { ptr, ptr }

@RUSTICLE_STATUS = local_unnamed_addr global [8 x i8] zeroinitializer, align 8

; __rustc::rust_begin_unwind
define void @_RNvCsfgHYwM92fyn_7___rustc17rust_begin_unwind(ptr noalias noundef readonly align 8 captures(none) dereferenceable(24) %_1) unnamed_addr #0 {
start:
  br label %bb1

bb1:                                              ; preds = %bb1, %start
  br label %bb1
}

; support::fiber_main
define internal void @_ZN7support10fiber_main17h0a9b3c38e3083a02E(ptr noundef initializes((8, 12)) %fiber) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  %_8 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %_8, i64 96
  %_9 = load ptr, ptr %1, align 8, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %_9, i64 8
  %item = load ptr, ptr %2, align 8, !nonnull !3, !noundef !3
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 16
  %_5 = load i32, ptr %3, align 8, !noundef !3
  %4 = getelementptr inbounds nuw i8, ptr %fiber, i64 20
  %_6 = load i32, ptr %4, align 4, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %fiber, i64 24
  %_7 = load i32, ptr %5, align 8, !noundef !3
  tail call void %item(ptr noundef %_8, i32 noundef %_5, i32 noundef %_6, i32 noundef %_7) #19
  %6 = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 0, ptr %6, align 8
  %_10 = load ptr, ptr %0, align 8, !noundef !3
  %7 = getelementptr inbounds nuw i8, ptr %_10, i64 112
  %_13 = load ptr, ptr %7, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %fiber, ptr noundef %_13) #19
  ret void
}

; support::run_fibers
define internal void @_ZN7support10run_fibers17had8a396e053692baE(ptr noundef %context) unnamed_addr #1 {
start:
  %_102 = alloca [32 x i8], align 8
  %_28.sroa.7 = alloca [20 x i8], align 4
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 24
  %gx = load i32, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %context, i64 28
  %gy = load i32, ptr %1, align 4, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %context, i64 32
  %gz = load i32, ptr %2, align 8, !noundef !3
  %_7 = mul i32 %gy, %gx
  %_6 = mul i32 %_7, %gz
  %count = zext i32 %_6 to i64
  %_11251.not = icmp eq i32 %gz, 0
  br i1 %_11251.not, label %bb55, label %bb54.lr.ph

bb54.lr.ph:                                       ; preds = %start
  %_11647.not = icmp eq i32 %gy, 0
  %_12044.not = icmp eq i32 %gx, 0
  %3 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %4 = getelementptr inbounds nuw i8, ptr %context, i64 136
  %5 = getelementptr inbounds nuw i8, ptr %context, i64 144
  %_28.sroa.7.4..sroa_idx = getelementptr inbounds nuw i8, ptr %_28.sroa.7, i64 4
  br label %bb54

bb1.loopexit:                                     ; preds = %bb2.loopexit, %bb54
  %at.sroa.0.1.lcssa = phi i64 [ %at.sroa.0.053, %bb54 ], [ %at.sroa.0.2.lcssa, %bb2.loopexit ]
  %exitcond85.not = icmp eq i32 %11, %gz
  br i1 %exitcond85.not, label %bb55, label %bb54

bb55:                                             ; preds = %bb1.loopexit, %start
  %6 = getelementptr inbounds nuw i8, ptr %context, i64 36
  %_34 = load i32, ptr %6, align 4, !noundef !3
  %wave_size = zext i32 %_34 to i64
  %_37 = add nsw i64 %count, -1
  %_36 = add nsw i64 %_37, %wave_size
  %7 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_34, i1 false)
  %8 = zext nneg i32 %7 to i64
  %iter7 = lshr i64 %_36, %8
  %_12454.not = icmp eq i64 %iter7, 0
  br i1 %_12454.not, label %bb6.preheader, label %bb61.lr.ph

bb61.lr.ph:                                       ; preds = %bb55
  %9 = getelementptr inbounds nuw i8, ptr %context, i64 128
  %xtraiter = and i64 %iter7, 3
  %10 = icmp ult i64 %iter7, 4
  br i1 %10, label %bb61.epil.preheader, label %bb61.lr.ph.new

bb61.lr.ph.new:                                   ; preds = %bb61.lr.ph
  %unroll_iter = and i64 %iter7, -4
  br label %bb61

bb54:                                             ; preds = %bb54.lr.ph, %bb1.loopexit
  %at.sroa.0.053 = phi i64 [ 0, %bb54.lr.ph ], [ %at.sroa.0.1.lcssa, %bb1.loopexit ]
  %iter.sroa.0.052 = phi i32 [ 0, %bb54.lr.ph ], [ %11, %bb1.loopexit ]
  %11 = add nuw i32 %iter.sroa.0.052, 1
  br i1 %_11647.not, label %bb1.loopexit, label %bb57

bb6.preheader.loopexit.unr-lcssa:                 ; preds = %bb61
  %lcmp.mod.not = icmp eq i64 %xtraiter, 0
  br i1 %lcmp.mod.not, label %bb6.preheader, label %bb61.epil.preheader

bb61.epil.preheader:                              ; preds = %bb6.preheader.loopexit.unr-lcssa, %bb61.lr.ph
  %iter3.sroa.0.055.epil.init = phi i64 [ 0, %bb61.lr.ph ], [ %27, %bb6.preheader.loopexit.unr-lcssa ]
  %lcmp.mod121 = icmp ne i64 %xtraiter, 0
  tail call void @llvm.assume(i1 %lcmp.mod121)
  br label %bb61.epil

bb61.epil:                                        ; preds = %bb61.epil, %bb61.epil.preheader
  %iter3.sroa.0.055.epil = phi i64 [ %iter3.sroa.0.055.epil.init, %bb61.epil.preheader ], [ %12, %bb61.epil ]
  %epil.iter = phi i64 [ 0, %bb61.epil.preheader ], [ %epil.iter.next, %bb61.epil ]
  %12 = add nuw i64 %iter3.sroa.0.055.epil, 1
  %_43.epil = load ptr, ptr %9, align 8, !noundef !3
  %_42.epil = getelementptr inbounds nuw %Wave, ptr %_43.epil, i64 %iter3.sroa.0.055.epil
  %13 = getelementptr inbounds nuw i8, ptr %_42.epil, i64 1040
  store i64 0, ptr %13, align 8
  %epil.iter.next = add i64 %epil.iter, 1
  %epil.iter.cmp.not = icmp eq i64 %epil.iter.next, %xtraiter
  br i1 %epil.iter.cmp.not, label %bb6.preheader, label %bb61.epil, !llvm.loop !4

bb6.preheader:                                    ; preds = %bb6.preheader.loopexit.unr-lcssa, %bb61.epil, %bb55
  %14 = getelementptr inbounds nuw i8, ptr %context, i64 128
  %_4859.not = icmp eq i32 %_6, 0
  %_3816.i.not = icmp eq i32 %_34, 0
  %15 = getelementptr inbounds nuw i8, ptr %context, i64 120
  %16 = getelementptr inbounds nuw i8, ptr %context, i64 168
  %17 = getelementptr inbounds nuw i8, ptr %context, i64 164
  %_15.i = getelementptr inbounds nuw i8, ptr %context, i64 112
  %18 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %xtraiter122 = and i64 %count, 1
  %19 = icmp eq i64 %_37, 0
  %unroll_iter130 = and i64 %count, 4294967294
  %lcmp.mod124.not = icmp eq i64 %xtraiter122, 0
  %lcmp.mod129 = icmp ne i64 %xtraiter122, 0
  %xtraiter138 = and i64 %count, 1
  %20 = icmp eq i64 %_37, 0
  %unroll_iter142 = and i64 %count, 4294967294
  %lcmp.mod140.not = icmp eq i64 %xtraiter138, 0
  %lcmp.mod141 = icmp ne i64 %xtraiter138, 0
  %xtraiter144 = and i64 %count, 1
  %21 = icmp eq i64 %_37, 0
  %unroll_iter148 = and i64 %count, 4294967294
  %lcmp.mod146.not = icmp eq i64 %xtraiter144, 0
  %lcmp.mod147 = icmp ne i64 %xtraiter144, 0
  br label %bb6

bb61:                                             ; preds = %bb61, %bb61.lr.ph.new
  %iter3.sroa.0.055 = phi i64 [ 0, %bb61.lr.ph.new ], [ %27, %bb61 ]
  %niter = phi i64 [ 0, %bb61.lr.ph.new ], [ %niter.next.3, %bb61 ]
  %_43 = load ptr, ptr %9, align 8, !noundef !3
  %_42 = getelementptr inbounds nuw %Wave, ptr %_43, i64 %iter3.sroa.0.055
  %22 = getelementptr inbounds nuw i8, ptr %_42, i64 1040
  store i64 0, ptr %22, align 8
  %_43.1 = load ptr, ptr %9, align 8, !noundef !3
  %23 = getelementptr inbounds nuw %Wave, ptr %_43.1, i64 %iter3.sroa.0.055
  %24 = getelementptr inbounds nuw i8, ptr %23, i64 2096
  store i64 0, ptr %24, align 8
  %_43.2 = load ptr, ptr %9, align 8, !noundef !3
  %25 = getelementptr inbounds nuw %Wave, ptr %_43.2, i64 %iter3.sroa.0.055
  %26 = getelementptr inbounds nuw i8, ptr %25, i64 3152
  store i64 0, ptr %26, align 8
  %27 = add nuw i64 %iter3.sroa.0.055, 4
  %_43.3 = load ptr, ptr %9, align 8, !noundef !3
  %28 = getelementptr inbounds nuw %Wave, ptr %_43.3, i64 %iter3.sroa.0.055
  %29 = getelementptr inbounds nuw i8, ptr %28, i64 4208
  store i64 0, ptr %29, align 8
  %niter.next.3 = add i64 %niter, 4
  %niter.ncmp.3 = icmp eq i64 %niter.next.3, %unroll_iter
  br i1 %niter.ncmp.3, label %bb6.preheader.loopexit.unr-lcssa, label %bb61

bb6.loopexit.unr-lcssa:                           ; preds = %bb52.1
  br i1 %lcmp.mod140.not, label %bb6.backedge, label %bb68.epil.preheader

bb68.epil.preheader:                              ; preds = %bb6.loopexit.unr-lcssa, %bb68.preheader
  %iter6.sroa.0.076.epil.init = phi i64 [ 0, %bb68.preheader ], [ %91, %bb6.loopexit.unr-lcssa ]
  tail call void @llvm.assume(i1 %lcmp.mod141)
  %_107.epil = load ptr, ptr %15, align 8, !noundef !3
  %f.epil = getelementptr inbounds nuw %Fiber, ptr %_107.epil, i64 %iter6.sroa.0.076.epil.init
  %30 = getelementptr inbounds nuw i8, ptr %f.epil, i64 8
  %_108.epil = load i32, ptr %30, align 8, !noundef !3
  %31 = icmp eq i32 %_108.epil, 3
  br i1 %31, label %bb50.epil, label %bb6.backedge

bb50.epil:                                        ; preds = %bb68.epil.preheader
  store i32 1, ptr %30, align 8
  %32 = getelementptr inbounds nuw i8, ptr %f.epil, i64 56
  %33 = load i32, ptr %32, align 8, !noundef !3
  %34 = add i32 %33, 1
  store i32 %34, ptr %32, align 8
  br label %bb6.backedge

bb6:                                              ; preds = %bb6.backedge, %bb6.preheader
  %alone.sroa.0.0.shrunk = phi i1 [ false, %bb6.preheader ], [ %78, %bb6.backedge ]
  br i1 %_4859.not, label %bb64.peel, label %bb8.preheader

bb8.preheader:                                    ; preds = %bb6
  %35 = load ptr, ptr %14, align 8, !noundef !3
  br label %bb8

bb63.lr.ph:                                       ; preds = %_ZN7support8run_wave17heb30d746649fcf01E.exit
  %_64 = load ptr, ptr %15, align 8, !noundef !3
  br i1 %19, label %bb63.epil.preheader, label %bb63

bb8:                                              ; preds = %bb8.preheader, %_ZN7support8run_wave17heb30d746649fcf01E.exit
  %wave.sroa.0.062 = phi ptr [ %_56, %_ZN7support8run_wave17heb30d746649fcf01E.exit ], [ %35, %bb8.preheader ]
  %first.sroa.0.061 = phi i64 [ %..i, %_ZN7support8run_wave17heb30d746649fcf01E.exit ], [ 0, %bb8.preheader ]
  %progress.sroa.0.060 = phi i1 [ %68, %_ZN7support8run_wave17heb30d746649fcf01E.exit ], [ false, %bb8.preheader ]
  %_51 = add nuw nsw i64 %first.sroa.0.061, %wave_size
  %..i = tail call noundef range(i64 0, 4294967296) i64 @llvm.umin.i64(i64 range(i64 0, 8589934590) %_51, i64 range(i64 0, 4294967296) %count)
  %36 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.062, i64 1032
  %37 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.062, i64 8
  %38 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.062, i64 520
  br i1 %_3816.i.not, label %_ZN7support8run_wave17heb30d746649fcf01E.exit, label %bb29.i

bb30.i:                                           ; preds = %bb10.i
  %39 = xor i1 %yielded.sroa.0.1.i, true
  %40 = icmp ne i32 %site.sroa.0.1.i, -1
  %brmerge.i = or i1 %alone.sroa.0.0.shrunk, %39
  %or.cond.i = select i1 %40, i1 %brmerge.i, i1 false
  br i1 %or.cond.i, label %bb15.i, label %_ZN7support8run_wave17heb30d746649fcf01E.exit.loopexit

bb29.i:                                           ; preds = %bb8, %bb29.i.backedge
  %progress.sroa.0.120.i = phi i8 [ %progress.sroa.0.120.i.be, %bb29.i.backedge ], [ 0, %bb8 ]
  %site.sroa.0.019.i = phi i32 [ %site.sroa.0.019.i.be, %bb29.i.backedge ], [ -1, %bb8 ]
  %yielded.sroa.0.018.i = phi i1 [ %yielded.sroa.0.018.i.be, %bb29.i.backedge ], [ false, %bb8 ]
  %iter.sroa.0.017.i = phi i64 [ %iter.sroa.0.017.i.be, %bb29.i.backedge ], [ %first.sroa.0.061, %bb8 ]
  %41 = add nuw nsw i64 %iter.sroa.0.017.i, 1
  %_11.i = load ptr, ptr %15, align 8, !noundef !3
  %fiber.i = getelementptr inbounds nuw %Fiber, ptr %_11.i, i64 %iter.sroa.0.017.i
  %42 = getelementptr inbounds nuw i8, ptr %fiber.i, i64 8
  %_12.i = load i32, ptr %42, align 8, !noundef !3
  %43 = icmp eq i32 %_12.i, 1
  br i1 %43, label %bb3.i, label %bb6.i

bb15.i:                                           ; preds = %bb30.i
  store i64 0, ptr %wave.sroa.0.062, align 8
  %44 = load i64, ptr %36, align 8, !noundef !3
  %45 = add i64 %44, 1
  store i64 %45, ptr %36, align 8
  br label %bb31.i

bb31.i:                                           ; preds = %bb28.i, %bb15.i
  %iter1.sroa.0.024.i = phi i64 [ %46, %bb28.i ], [ %first.sroa.0.061, %bb15.i ]
  %46 = add nuw nsw i64 %iter1.sroa.0.024.i, 1
  %_25.i = load ptr, ptr %15, align 8, !noundef !3
  %f.i = getelementptr inbounds nuw %Fiber, ptr %_25.i, i64 %iter1.sroa.0.024.i
  %lane.i = sub nuw nsw i64 %iter1.sroa.0.024.i, %first.sroa.0.061
  %47 = getelementptr inbounds nuw i8, ptr %f.i, i64 8
  %_28.i = load i32, ptr %47, align 8, !noundef !3
  %48 = icmp eq i32 %_28.i, 2
  br i1 %48, label %bb19.i, label %bb28.critedge.i

bb19.i:                                           ; preds = %bb31.i
  %49 = getelementptr inbounds nuw i8, ptr %f.i, i64 12
  %_29.i = load i32, ptr %49, align 4, !noundef !3
  %50 = icmp eq i32 %_29.i, %site.sroa.0.1.i
  br i1 %50, label %bb24.i, label %bb28.critedge.i

bb24.i:                                           ; preds = %bb19.i
  %51 = getelementptr inbounds nuw i8, ptr %f.i, i64 32
  %52 = load i64, ptr %51, align 8, !noundef !3
  %_33.i = and i64 %lane.i, 63
  %53 = getelementptr inbounds nuw i64, ptr %37, i64 %_33.i
  store i64 %52, ptr %53, align 8
  %54 = getelementptr inbounds nuw i8, ptr %f.i, i64 40
  %55 = load i64, ptr %54, align 8, !noundef !3
  %56 = getelementptr inbounds nuw i64, ptr %38, i64 %_33.i
  store i64 %55, ptr %56, align 8
  %_37.i = shl nuw i64 1, %_33.i
  %57 = load i64, ptr %wave.sroa.0.062, align 8, !noundef !3
  %58 = or i64 %57, %_37.i
  store i64 %58, ptr %wave.sroa.0.062, align 8
  store i32 1, ptr %47, align 8
  br label %bb28.i

bb28.critedge.i:                                  ; preds = %bb19.i, %bb31.i
  %_3314.i = and i64 %lane.i, 63
  %59 = getelementptr inbounds nuw i64, ptr %37, i64 %_3314.i
  store i64 0, ptr %59, align 8
  %60 = getelementptr inbounds nuw i64, ptr %38, i64 %_3314.i
  store i64 0, ptr %60, align 8
  br label %bb28.i

bb28.i:                                           ; preds = %bb28.critedge.i, %bb24.i
  %exitcond25.not.i = icmp eq i64 %46, %..i
  br i1 %exitcond25.not.i, label %bb29.i.backedge, label %bb31.i

bb3.i:                                            ; preds = %bb29.i
  %61 = getelementptr inbounds nuw i8, ptr %fiber.i, i64 16
  tail call void @llvm.memmove.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(12) %16, ptr noundef nonnull align 8 dereferenceable(12) %61, i64 12, i1 false)
  store i32 1, ptr %17, align 4
  %_16.i = load ptr, ptr %fiber.i, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef nonnull %_15.i, ptr noundef %_16.i) #19
  store i32 0, ptr %17, align 4
  %_18.i = load i32, ptr %42, align 8, !noundef !3
  %_17.i = icmp ne i32 %_18.i, 4
  %62 = trunc nuw i8 %progress.sroa.0.120.i to i1
  %63 = or i1 %_17.i, %62
  %64 = zext i1 %63 to i8
  br label %bb6.i

bb6.i:                                            ; preds = %bb3.i, %bb29.i
  %65 = phi i32 [ %_12.i, %bb29.i ], [ %_18.i, %bb3.i ]
  %progress.sroa.0.2.i = phi i8 [ %progress.sroa.0.120.i, %bb29.i ], [ %64, %bb3.i ]
  switch i32 %65, label %bb10.i [
    i32 2, label %bb8.i
    i32 4, label %bb7.i
  ]

bb10.i:                                           ; preds = %bb7.i, %bb8.i, %bb6.i
  %yielded.sroa.0.1.i = phi i1 [ %yielded.sroa.0.018.i, %bb6.i ], [ %yielded.sroa.0.018.i, %bb8.i ], [ true, %bb7.i ]
  %site.sroa.0.1.i = phi i32 [ %site.sroa.0.019.i, %bb6.i ], [ %..i.i, %bb8.i ], [ %site.sroa.0.019.i, %bb7.i ]
  %exitcond.not.i = icmp eq i64 %41, %..i
  br i1 %exitcond.not.i, label %bb30.i, label %bb29.i.backedge

bb29.i.backedge:                                  ; preds = %bb28.i, %bb10.i
  %progress.sroa.0.120.i.be = phi i8 [ %progress.sroa.0.2.i, %bb10.i ], [ 1, %bb28.i ]
  %site.sroa.0.019.i.be = phi i32 [ %site.sroa.0.1.i, %bb10.i ], [ -1, %bb28.i ]
  %yielded.sroa.0.018.i.be = phi i1 [ %yielded.sroa.0.1.i, %bb10.i ], [ false, %bb28.i ]
  %iter.sroa.0.017.i.be = phi i64 [ %41, %bb10.i ], [ %first.sroa.0.061, %bb28.i ]
  br label %bb29.i

bb8.i:                                            ; preds = %bb6.i
  %66 = getelementptr inbounds nuw i8, ptr %fiber.i, i64 12
  %_20.i = load i32, ptr %66, align 4, !noundef !3
  %..i.i = tail call noundef i32 @llvm.umin.i32(i32 %_20.i, i32 %site.sroa.0.019.i)
  br label %bb10.i

bb7.i:                                            ; preds = %bb6.i
  br label %bb10.i

_ZN7support8run_wave17heb30d746649fcf01E.exit.loopexit: ; preds = %bb30.i
  %67 = trunc nuw i8 %progress.sroa.0.2.i to i1
  br label %_ZN7support8run_wave17heb30d746649fcf01E.exit

_ZN7support8run_wave17heb30d746649fcf01E.exit:    ; preds = %_ZN7support8run_wave17heb30d746649fcf01E.exit.loopexit, %bb8
  %progress.sroa.0.1.lcssa32.i = phi i1 [ false, %bb8 ], [ %67, %_ZN7support8run_wave17heb30d746649fcf01E.exit.loopexit ]
  %68 = or i1 %progress.sroa.0.060, %progress.sroa.0.1.lcssa32.i
  %_56 = getelementptr inbounds nuw i8, ptr %wave.sroa.0.062, i64 1056
  %_48 = icmp ult i64 %_51, %count
  br i1 %_48, label %bb8, label %bb63.lr.ph

bb64.loopexit.unr-lcssa:                          ; preds = %bb21.1
  br i1 %lcmp.mod124.not, label %bb64.loopexit, label %bb63.epil.preheader

bb63.epil.preheader:                              ; preds = %bb64.loopexit.unr-lcssa, %bb63.lr.ph
  %iter4.sroa.0.070.epil.init = phi i64 [ 0, %bb63.lr.ph ], [ %125, %bb64.loopexit.unr-lcssa ]
  %site.sroa.0.069.epil.init = phi i32 [ 0, %bb63.lr.ph ], [ %site.sroa.0.1.1, %bb64.loopexit.unr-lcssa ]
  %yielded.sroa.0.068.epil.init = phi i1 [ false, %bb63.lr.ph ], [ %yielded.sroa.0.1.1, %bb64.loopexit.unr-lcssa ]
  %other.sroa.0.067.epil.init = phi i64 [ 0, %bb63.lr.ph ], [ %other.sroa.0.1.1, %bb64.loopexit.unr-lcssa ]
  %waiting.sroa.0.066.epil.init = phi i32 [ 0, %bb63.lr.ph ], [ %waiting.sroa.0.1.1, %bb64.loopexit.unr-lcssa ]
  %ended.sroa.0.065.epil.init = phi i64 [ 0, %bb63.lr.ph ], [ %ended.sroa.0.1.1, %bb64.loopexit.unr-lcssa ]
  tail call void @llvm.assume(i1 %lcmp.mod129)
  %f13.epil = getelementptr inbounds nuw %Fiber, ptr %_64, i64 %iter4.sroa.0.070.epil.init
  %69 = getelementptr inbounds nuw i8, ptr %f13.epil, i64 8
  %70 = load i32, ptr %69, align 8, !noundef !3
  switch i32 %70, label %bb64.loopexit [
    i32 0, label %bb15.epil
    i32 3, label %bb14.epil
  ]

bb14.epil:                                        ; preds = %bb63.epil.preheader
  %71 = icmp eq i32 %waiting.sroa.0.066.epil.init, 0
  %.phi.trans.insert.epil = getelementptr inbounds nuw i8, ptr %f13.epil, i64 12
  %.pre.epil = load i32, ptr %.phi.trans.insert.epil, align 4
  %_66.not.epil = icmp eq i32 %.pre.epil, %site.sroa.0.069.epil.init
  %72 = select i1 %71, i1 true, i1 %_66.not.epil
  %other.sroa.0.2.epil = select i1 %72, i64 %other.sroa.0.067.epil.init, i64 %iter4.sroa.0.070.epil.init
  %73 = add i32 %waiting.sroa.0.066.epil.init, 1
  br label %bb64.loopexit

bb15.epil:                                        ; preds = %bb63.epil.preheader
  %74 = add i64 %ended.sroa.0.065.epil.init, 1
  br label %bb64.loopexit

bb64.loopexit:                                    ; preds = %bb63.epil.preheader, %bb14.epil, %bb15.epil, %bb64.loopexit.unr-lcssa
  %ended.sroa.0.1.lcssa = phi i64 [ %ended.sroa.0.1.1, %bb64.loopexit.unr-lcssa ], [ %ended.sroa.0.065.epil.init, %bb14.epil ], [ %74, %bb15.epil ], [ %ended.sroa.0.065.epil.init, %bb63.epil.preheader ]
  %waiting.sroa.0.1.lcssa = phi i32 [ %waiting.sroa.0.1.1, %bb64.loopexit.unr-lcssa ], [ %73, %bb14.epil ], [ %waiting.sroa.0.066.epil.init, %bb15.epil ], [ %waiting.sroa.0.066.epil.init, %bb63.epil.preheader ]
  %other.sroa.0.1.lcssa = phi i64 [ %other.sroa.0.1.1, %bb64.loopexit.unr-lcssa ], [ %other.sroa.0.2.epil, %bb14.epil ], [ %other.sroa.0.067.epil.init, %bb15.epil ], [ %other.sroa.0.067.epil.init, %bb63.epil.preheader ]
  %yielded.sroa.0.1.lcssa = phi i1 [ %yielded.sroa.0.1.1, %bb64.loopexit.unr-lcssa ], [ %yielded.sroa.0.068.epil.init, %bb14.epil ], [ %yielded.sroa.0.068.epil.init, %bb15.epil ], [ true, %bb63.epil.preheader ]
  %75 = sext i32 %waiting.sroa.0.1.lcssa to i64
  %76 = shl nsw i64 %75, 32
  %77 = or i64 %76, %ended.sroa.0.1.lcssa
  br label %bb64.peel

bb64.peel:                                        ; preds = %bb64.loopexit, %bb6
  %progress.sroa.0.0.lcssa97.ph = phi i1 [ %68, %bb64.loopexit ], [ false, %bb6 ]
  %ended.sroa.0.0.lcssa.ph = phi i64 [ %ended.sroa.0.1.lcssa, %bb64.loopexit ], [ 0, %bb6 ]
  %waiting.sroa.0.0.lcssa.ph = phi i64 [ %77, %bb64.loopexit ], [ 0, %bb6 ]
  %other.sroa.0.0.lcssa.ph = phi i64 [ %other.sroa.0.1.lcssa, %bb64.loopexit ], [ 0, %bb6 ]
  %yielded.sroa.0.0.lcssa.ph = phi i1 [ %yielded.sroa.0.1.lcssa, %bb64.loopexit ], [ false, %bb6 ]
  %_69.peel = icmp eq i64 %ended.sroa.0.0.lcssa.ph, %count
  br i1 %_69.peel, label %bb53, label %bb23.peel

bb23.peel:                                        ; preds = %bb64.peel
  %78 = xor i1 %progress.sroa.0.0.lcssa97.ph, true
  br i1 %yielded.sroa.0.0.lcssa.ph, label %bb24, label %bb25.peel

bb25.peel:                                        ; preds = %bb23.peel
  %_109.peel = load ptr, ptr %18, align 8, !noundef !3
  %79 = getelementptr inbounds nuw i8, ptr %_109.peel, i64 64
  %_79.peel = load i32, ptr %79, align 8, !noundef !3
  %80 = icmp eq i32 %_79.peel, 0
  br i1 %80, label %bb48.peel, label %bb35.peel

bb35.peel:                                        ; preds = %bb25.peel
  %81 = icmp eq i64 %ended.sroa.0.0.lcssa.ph, 0
  %82 = icmp eq i64 %other.sroa.0.0.lcssa.ph, 0
  %or.cond.peel = select i1 %81, i1 %82, i1 false
  br i1 %or.cond.peel, label %bb48.peel, label %bb41.preheader

bb48.peel:                                        ; preds = %bb35.peel, %bb25.peel
  br i1 %_4859.not, label %bb53, label %bb68.preheader

bb63:                                             ; preds = %bb63.lr.ph, %bb21.1
  %iter4.sroa.0.070 = phi i64 [ %125, %bb21.1 ], [ 0, %bb63.lr.ph ]
  %site.sroa.0.069 = phi i32 [ %site.sroa.0.1.1, %bb21.1 ], [ 0, %bb63.lr.ph ]
  %yielded.sroa.0.068 = phi i1 [ %yielded.sroa.0.1.1, %bb21.1 ], [ false, %bb63.lr.ph ]
  %other.sroa.0.067 = phi i64 [ %other.sroa.0.1.1, %bb21.1 ], [ 0, %bb63.lr.ph ]
  %waiting.sroa.0.066 = phi i32 [ %waiting.sroa.0.1.1, %bb21.1 ], [ 0, %bb63.lr.ph ]
  %ended.sroa.0.065 = phi i64 [ %ended.sroa.0.1.1, %bb21.1 ], [ 0, %bb63.lr.ph ]
  %niter131 = phi i64 [ %niter131.next.1, %bb21.1 ], [ 0, %bb63.lr.ph ]
  %83 = or disjoint i64 %iter4.sroa.0.070, 1
  %f13 = getelementptr inbounds nuw %Fiber, ptr %_64, i64 %iter4.sroa.0.070
  %84 = getelementptr inbounds nuw i8, ptr %f13, i64 8
  %85 = load i32, ptr %84, align 8, !noundef !3
  switch i32 %85, label %bb21 [
    i32 0, label %bb15
    i32 3, label %bb14
  ]

bb24:                                             ; preds = %bb23.peel
  br i1 %progress.sroa.0.0.lcssa97.ph, label %bb28, label %bb26

bb41.preheader:                                   ; preds = %bb35.peel
  %_85 = load ptr, ptr %15, align 8, !noundef !3
  br label %bb41

bb68.preheader:                                   ; preds = %bb48.peel
  br i1 %20, label %bb68.epil.preheader, label %bb68

bb68:                                             ; preds = %bb68.preheader, %bb52.1
  %iter6.sroa.0.076 = phi i64 [ %91, %bb52.1 ], [ 0, %bb68.preheader ]
  %niter143 = phi i64 [ %niter143.next.1, %bb52.1 ], [ 0, %bb68.preheader ]
  %_107 = load ptr, ptr %15, align 8, !noundef !3
  %f = getelementptr inbounds nuw %Fiber, ptr %_107, i64 %iter6.sroa.0.076
  %86 = getelementptr inbounds nuw i8, ptr %f, i64 8
  %_108 = load i32, ptr %86, align 8, !noundef !3
  %87 = icmp eq i32 %_108, 3
  br i1 %87, label %bb50, label %bb52

bb50:                                             ; preds = %bb68
  store i32 1, ptr %86, align 8
  %88 = getelementptr inbounds nuw i8, ptr %f, i64 56
  %89 = load i32, ptr %88, align 8, !noundef !3
  %90 = add i32 %89, 1
  store i32 %90, ptr %88, align 8
  br label %bb52

bb52:                                             ; preds = %bb68, %bb50
  %91 = add nuw nsw i64 %iter6.sroa.0.076, 2
  %_107.1 = load ptr, ptr %15, align 8, !noundef !3
  %92 = getelementptr inbounds nuw %Fiber, ptr %_107.1, i64 %iter6.sroa.0.076
  %93 = getelementptr inbounds nuw i8, ptr %92, i64 80
  %_108.1 = load i32, ptr %93, align 8, !noundef !3
  %94 = icmp eq i32 %_108.1, 3
  br i1 %94, label %bb50.1, label %bb52.1

bb50.1:                                           ; preds = %bb52
  store i32 1, ptr %93, align 8
  %95 = getelementptr inbounds nuw i8, ptr %92, i64 128
  %96 = load i32, ptr %95, align 8, !noundef !3
  %97 = add i32 %96, 1
  store i32 %97, ptr %95, align 8
  br label %bb52.1

bb52.1:                                           ; preds = %bb50.1, %bb52
  %niter143.next.1 = add i64 %niter143, 2
  %niter143.ncmp.1 = icmp eq i64 %niter143.next.1, %unroll_iter142
  br i1 %niter143.ncmp.1, label %bb6.loopexit.unr-lcssa, label %bb68

bb41:                                             ; preds = %bb41, %bb41.preheader
  %i.sroa.0.0 = phi i64 [ %100, %bb41 ], [ 0, %bb41.preheader ]
  %_84 = getelementptr inbounds nuw %Fiber, ptr %_85, i64 %i.sroa.0.0
  %98 = getelementptr inbounds nuw i8, ptr %_84, i64 8
  %_83 = load i32, ptr %98, align 8, !noundef !3
  %99 = icmp eq i32 %_83, 3
  %100 = add i64 %i.sroa.0.0, 1
  br i1 %99, label %bb43, label %bb41, !prof !6

bb43:                                             ; preds = %bb41
  br i1 %82, label %bb46, label %bb44

bb44:                                             ; preds = %bb43
  %_91 = getelementptr inbounds nuw %Fiber, ptr %_85, i64 %other.sroa.0.0.lcssa.ph
  %101 = getelementptr inbounds nuw i8, ptr %_91, i64 12
  %102 = load i32, ptr %101, align 4, !noundef !3
  %103 = zext i32 %102 to i64
  br label %bb46

bb46:                                             ; preds = %bb43, %bb44
  %against.sroa.0.0 = phi i64 [ %103, %bb44 ], [ 4294967295, %bb43 ]
  %104 = getelementptr inbounds nuw i8, ptr %_84, i64 16
  %x = load i32, ptr %104, align 8, !noundef !3
  %105 = getelementptr inbounds nuw i8, ptr %_84, i64 20
  %y = load i32, ptr %105, align 4, !noundef !3
  %106 = getelementptr inbounds nuw i8, ptr %_84, i64 24
  %z = load i32, ptr %106, align 8, !noundef !3
  %107 = getelementptr inbounds nuw i8, ptr %_84, i64 12
  %_101 = load i32, ptr %107, align 4, !noundef !3
  call void @llvm.lifetime.start.p0(ptr nonnull %_102)
  store i64 %waiting.sroa.0.0.lcssa.ph, ptr %_102, align 8
  %108 = getelementptr inbounds nuw i8, ptr %_102, i64 8
  store i64 %against.sroa.0.0, ptr %108, align 8
  %109 = getelementptr inbounds nuw i8, ptr %_102, i64 16
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %109, i8 0, i64 16, i1 false)
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef 2, i32 noundef %_101, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_102) #20
  unreachable

bb26:                                             ; preds = %bb24
  %_72 = tail call noundef i32 @usleep(i32 noundef 20) #19
  br label %bb28

bb28:                                             ; preds = %bb26, %bb24
  br i1 %_4859.not, label %bb66, label %bb65.preheader

bb65.preheader:                                   ; preds = %bb28
  br i1 %21, label %bb65.epil.preheader, label %bb65

bb66.loopexit.unr-lcssa:                          ; preds = %bb32.1
  br i1 %lcmp.mod146.not, label %bb66, label %bb65.epil.preheader

bb65.epil.preheader:                              ; preds = %bb66.loopexit.unr-lcssa, %bb65.preheader
  %iter5.sroa.0.078.epil.init = phi i64 [ 0, %bb65.preheader ], [ %117, %bb66.loopexit.unr-lcssa ]
  tail call void @llvm.assume(i1 %lcmp.mod147)
  %_76.epil = load ptr, ptr %15, align 8, !noundef !3
  %f11.epil = getelementptr inbounds nuw %Fiber, ptr %_76.epil, i64 %iter5.sroa.0.078.epil.init
  %110 = getelementptr inbounds nuw i8, ptr %f11.epil, i64 8
  %_77.epil = load i32, ptr %110, align 8, !noundef !3
  %111 = icmp eq i32 %_77.epil, 4
  br i1 %111, label %bb30.epil, label %bb66

bb30.epil:                                        ; preds = %bb65.epil.preheader
  store i32 1, ptr %110, align 8
  br label %bb66

bb66:                                             ; preds = %bb66.loopexit.unr-lcssa, %bb30.epil, %bb65.epil.preheader, %bb28
  %_110 = load ptr, ptr %18, align 8, !noundef !3
  %112 = getelementptr inbounds nuw i8, ptr %_110, i64 16
  %_111 = load ptr, ptr %112, align 8, !noundef !3
  %113 = load atomic i32, ptr %_111 monotonic, align 4
  %114 = icmp eq i32 %113, 0
  br i1 %114, label %bb6.backedge, label %bb53

bb6.backedge:                                     ; preds = %bb6.loopexit.unr-lcssa, %bb50.epil, %bb68.epil.preheader, %bb66
  br label %bb6

bb65:                                             ; preds = %bb65.preheader, %bb32.1
  %iter5.sroa.0.078 = phi i64 [ %117, %bb32.1 ], [ 0, %bb65.preheader ]
  %niter149 = phi i64 [ %niter149.next.1, %bb32.1 ], [ 0, %bb65.preheader ]
  %_76 = load ptr, ptr %15, align 8, !noundef !3
  %f11 = getelementptr inbounds nuw %Fiber, ptr %_76, i64 %iter5.sroa.0.078
  %115 = getelementptr inbounds nuw i8, ptr %f11, i64 8
  %_77 = load i32, ptr %115, align 8, !noundef !3
  %116 = icmp eq i32 %_77, 4
  br i1 %116, label %bb30, label %bb32

bb53:                                             ; preds = %bb66, %bb48.peel, %bb64.peel
  ret void

bb30:                                             ; preds = %bb65
  store i32 1, ptr %115, align 8
  br label %bb32

bb32:                                             ; preds = %bb65, %bb30
  %117 = add nuw nsw i64 %iter5.sroa.0.078, 2
  %_76.1 = load ptr, ptr %15, align 8, !noundef !3
  %118 = getelementptr inbounds nuw %Fiber, ptr %_76.1, i64 %iter5.sroa.0.078
  %119 = getelementptr inbounds nuw i8, ptr %118, i64 80
  %_77.1 = load i32, ptr %119, align 8, !noundef !3
  %120 = icmp eq i32 %_77.1, 4
  br i1 %120, label %bb30.1, label %bb32.1

bb30.1:                                           ; preds = %bb32
  store i32 1, ptr %119, align 8
  br label %bb32.1

bb32.1:                                           ; preds = %bb30.1, %bb32
  %niter149.next.1 = add i64 %niter149, 2
  %niter149.ncmp.1 = icmp eq i64 %niter149.next.1, %unroll_iter148
  br i1 %niter149.ncmp.1, label %bb66.loopexit.unr-lcssa, label %bb65

bb15:                                             ; preds = %bb63
  %121 = add i64 %ended.sroa.0.065, 1
  br label %bb21

bb14:                                             ; preds = %bb63
  %122 = icmp eq i32 %waiting.sroa.0.066, 0
  %.phi.trans.insert = getelementptr inbounds nuw i8, ptr %f13, i64 12
  %.pre = load i32, ptr %.phi.trans.insert, align 4
  %_66.not = icmp eq i32 %.pre, %site.sroa.0.069
  %123 = select i1 %122, i1 true, i1 %_66.not
  %other.sroa.0.2 = select i1 %123, i64 %other.sroa.0.067, i64 %iter4.sroa.0.070
  %124 = add i32 %waiting.sroa.0.066, 1
  br label %bb21

bb21:                                             ; preds = %bb63, %bb14, %bb15
  %ended.sroa.0.1 = phi i64 [ %ended.sroa.0.065, %bb14 ], [ %121, %bb15 ], [ %ended.sroa.0.065, %bb63 ]
  %waiting.sroa.0.1 = phi i32 [ %124, %bb14 ], [ %waiting.sroa.0.066, %bb15 ], [ %waiting.sroa.0.066, %bb63 ]
  %other.sroa.0.1 = phi i64 [ %other.sroa.0.2, %bb14 ], [ %other.sroa.0.067, %bb15 ], [ %other.sroa.0.067, %bb63 ]
  %yielded.sroa.0.1 = phi i1 [ %yielded.sroa.0.068, %bb14 ], [ %yielded.sroa.0.068, %bb15 ], [ true, %bb63 ]
  %site.sroa.0.1 = phi i32 [ %.pre, %bb14 ], [ %site.sroa.0.069, %bb15 ], [ %site.sroa.0.069, %bb63 ]
  %125 = add nuw nsw i64 %iter4.sroa.0.070, 2
  %f13.1 = getelementptr inbounds nuw %Fiber, ptr %_64, i64 %83
  %126 = getelementptr inbounds nuw i8, ptr %f13.1, i64 8
  %127 = load i32, ptr %126, align 8, !noundef !3
  switch i32 %127, label %bb21.1 [
    i32 0, label %bb15.1
    i32 3, label %bb14.1
  ]

bb14.1:                                           ; preds = %bb21
  %128 = icmp eq i32 %waiting.sroa.0.1, 0
  %.phi.trans.insert.1 = getelementptr inbounds nuw i8, ptr %f13.1, i64 12
  %.pre.1 = load i32, ptr %.phi.trans.insert.1, align 4
  %_66.not.1 = icmp eq i32 %.pre.1, %site.sroa.0.1
  %129 = select i1 %128, i1 true, i1 %_66.not.1
  %other.sroa.0.2.1 = select i1 %129, i64 %other.sroa.0.1, i64 %83
  %130 = add i32 %waiting.sroa.0.1, 1
  br label %bb21.1

bb15.1:                                           ; preds = %bb21
  %131 = add i64 %ended.sroa.0.1, 1
  br label %bb21.1

bb21.1:                                           ; preds = %bb15.1, %bb14.1, %bb21
  %ended.sroa.0.1.1 = phi i64 [ %ended.sroa.0.1, %bb14.1 ], [ %131, %bb15.1 ], [ %ended.sroa.0.1, %bb21 ]
  %waiting.sroa.0.1.1 = phi i32 [ %130, %bb14.1 ], [ %waiting.sroa.0.1, %bb15.1 ], [ %waiting.sroa.0.1, %bb21 ]
  %other.sroa.0.1.1 = phi i64 [ %other.sroa.0.2.1, %bb14.1 ], [ %other.sroa.0.1, %bb15.1 ], [ %other.sroa.0.1, %bb21 ]
  %yielded.sroa.0.1.1 = phi i1 [ %yielded.sroa.0.1, %bb14.1 ], [ %yielded.sroa.0.1, %bb15.1 ], [ true, %bb21 ]
  %site.sroa.0.1.1 = phi i32 [ %.pre.1, %bb14.1 ], [ %site.sroa.0.1, %bb15.1 ], [ %site.sroa.0.1, %bb21 ]
  %niter131.next.1 = add i64 %niter131, 2
  %niter131.ncmp.1 = icmp eq i64 %niter131.next.1, %unroll_iter130
  br i1 %niter131.ncmp.1, label %bb64.loopexit.unr-lcssa, label %bb63

bb2.loopexit:                                     ; preds = %bb59, %bb57
  %at.sroa.0.2.lcssa = phi i64 [ %at.sroa.0.149, %bb57 ], [ %134, %bb59 ]
  %exitcond84.not = icmp eq i32 %132, %gy
  br i1 %exitcond84.not, label %bb1.loopexit, label %bb57

bb57:                                             ; preds = %bb54, %bb2.loopexit
  %at.sroa.0.149 = phi i64 [ %at.sroa.0.2.lcssa, %bb2.loopexit ], [ %at.sroa.0.053, %bb54 ]
  %iter1.sroa.0.048 = phi i32 [ %132, %bb2.loopexit ], [ 0, %bb54 ]
  %132 = add nuw i32 %iter1.sroa.0.048, 1
  br i1 %_12044.not, label %bb2.loopexit, label %bb59

bb59:                                             ; preds = %bb57, %bb59
  %at.sroa.0.246 = phi i64 [ %134, %bb59 ], [ %at.sroa.0.149, %bb57 ]
  %iter2.sroa.0.045 = phi i32 [ %133, %bb59 ], [ 0, %bb57 ]
  %133 = add nuw i32 %iter2.sroa.0.045, 1
  %_16 = load ptr, ptr %3, align 8, !noundef !3
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_16, i64 %at.sroa.0.246
  %134 = add i64 %at.sroa.0.246, 1
  %_19 = mul i64 %134, 320
  %stagger = and i64 %_19, 16320
  %_22 = load ptr, ptr %4, align 8, !noundef !3
  %_27 = load i64, ptr %5, align 8, !noundef !3
  %_24 = mul i64 %_27, %134
  %_23 = sub i64 %_24, %stagger
  %top = getelementptr inbounds nuw i8, ptr %_22, i64 %_23
  call void @llvm.lifetime.start.p0(ptr nonnull %_28.sroa.7)
  %_29 = tail call noundef ptr @rusticle_new_stack(ptr noundef %top, ptr noundef nonnull @_ZN7support10fiber_main17h0a9b3c38e3083a02E, ptr noundef %fiber) #19
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 4 dereferenceable(16) %_28.sroa.7.4..sroa_idx, i8 0, i64 16, i1 false)
  store ptr %_29, ptr %fiber, align 8
  %_28.sroa.4.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 1, ptr %_28.sroa.4.0.fiber.sroa_idx, align 8
  %_28.sroa.5.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 12
  store i32 0, ptr %_28.sroa.5.0.fiber.sroa_idx, align 4
  %_28.sroa.6.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 16
  store i32 %iter2.sroa.0.045, ptr %_28.sroa.6.0.fiber.sroa_idx, align 8
  %_28.sroa.6.sroa.4.0._28.sroa.6.0.fiber.sroa_idx.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 20
  store i32 %iter1.sroa.0.048, ptr %_28.sroa.6.sroa.4.0._28.sroa.6.0.fiber.sroa_idx.sroa_idx, align 4
  %_28.sroa.6.sroa.5.0._28.sroa.6.0.fiber.sroa_idx.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 24
  store i32 %iter.sroa.0.052, ptr %_28.sroa.6.sroa.5.0._28.sroa.6.0.fiber.sroa_idx.sroa_idx, align 8
  %_28.sroa.7.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 28
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(20) %_28.sroa.7.0.fiber.sroa_idx, ptr noundef nonnull align 4 dereferenceable(20) %_28.sroa.7, i64 20, i1 false)
  %_28.sroa.8.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  store ptr %context, ptr %_28.sroa.8.0.fiber.sroa_idx, align 8
  %_28.sroa.9.0.fiber.sroa_idx = getelementptr inbounds nuw i8, ptr %fiber, i64 56
  tail call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %_28.sroa.9.0.fiber.sroa_idx, i8 0, i64 16, i1 false)
  call void @llvm.lifetime.end.p0(ptr nonnull %_28.sroa.7)
  %exitcond.not = icmp eq i32 %133, %gx
  br i1 %exitcond.not, label %bb2.loopexit, label %bb59
}

; support::meet
define internal fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %b) unnamed_addr #2 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_21 = load i32, ptr %1, align 4, !noundef !3
  %_20 = mul i32 %_21, %z
  %_19 = add i32 %_20, %y
  %_22 = load i32, ptr %0, align 8, !noundef !3
  %_18 = mul i32 %_19, %_22
  %flat = add i32 %_18, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_10 = load ptr, ptr %2, align 8, !noundef !3
  %_11 = zext i32 %flat to i64
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_10, i64 %_11
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 12
  store i32 %site, ptr %3, align 4
  %4 = getelementptr inbounds nuw i8, ptr %fiber, i64 32
  store i64 %a, ptr %4, align 8
  %5 = getelementptr inbounds nuw i8, ptr %fiber, i64 40
  store i64 %b, ptr %5, align 8
  %6 = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 2, ptr %6, align 8
  %7 = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  %_23 = load ptr, ptr %7, align 8, !noundef !3
  %8 = getelementptr inbounds nuw i8, ptr %_23, i64 112
  %_26 = load ptr, ptr %8, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %fiber, ptr noundef %_26) #19
  %9 = getelementptr inbounds nuw i8, ptr %c, i64 128
  %_13 = load ptr, ptr %9, align 8, !noundef !3
  %10 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_17 = load i32, ptr %10, align 4, !noundef !3
  %11 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_17, i1 false)
  %12 = and i32 %11, 31
  %_15 = lshr i32 %flat, %12
  %_14 = zext i32 %_15 to i64
  %_12 = getelementptr inbounds nuw %Wave, ptr %_13, i64 %_14
  ret ptr %_12
}

; support::fault
define internal fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef readonly captures(none) %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef range(i32 1, 10) %kind, i32 noundef %site, ptr dead_on_return noalias noundef nonnull readonly align 8 captures(none) dereferenceable(32) %arguments) unnamed_addr #3 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %_11 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %_11, i64 16
  %s = load ptr, ptr %1, align 8, !noundef !3
  %2 = cmpxchg ptr %s, i32 0, i32 1 acq_rel acquire, align 4
  %3 = extractvalue { i32, i1 } %2, 1
  br i1 %3, label %bb1, label %bb3

bb1:                                              ; preds = %start
  %4 = getelementptr inbounds nuw i8, ptr %s, i64 4
  store i32 %kind, ptr %4, align 4
  %5 = getelementptr inbounds nuw i8, ptr %s, i64 8
  store i32 %site, ptr %5, align 8
  %6 = getelementptr inbounds nuw i8, ptr %s, i64 12
  tail call void @llvm.memmove.p0.p0.i64(ptr noundef nonnull align 4 dereferenceable(12) %6, ptr noundef nonnull align 8 dereferenceable(12) %context, i64 12, i1 false)
  %7 = getelementptr inbounds nuw i8, ptr %s, i64 24
  store i32 %x, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %s, i64 28
  store i32 %y, ptr %8, align 4
  %9 = getelementptr inbounds nuw i8, ptr %s, i64 32
  store i32 %z, ptr %9, align 8
  %10 = getelementptr inbounds nuw i8, ptr %s, i64 40
  tail call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(32) %10, ptr noundef nonnull align 8 dereferenceable(32) %arguments, i64 32, i1 false)
  store atomic i32 2, ptr %s release, align 8
  br label %bb3

bb3:                                              ; preds = %start, %bb1
  %11 = getelementptr inbounds nuw i8, ptr %context, i64 104
  %_10 = load ptr, ptr %11, align 8, !noundef !3
  tail call void @rusticle_escape(ptr noundef %_10) #21
  unreachable
}

define noundef i64 @rusticle_ballot(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_15 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %0, align 4, !noundef !3
  %_184.not = icmp eq i32 %_7.i, 0
  br i1 %_184.not, label %bb8, label %bb7.lr.ph

bb7.lr.ph:                                        ; preds = %start
  %1 = getelementptr inbounds nuw i8, ptr %_15, i64 8
  %wide.trip.count = zext i32 %_7.i to i64
  br label %bb7

bb8:                                              ; preds = %bb4, %start
  %mask.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %mask.sroa.0.1, %bb4 ]
  ret i64 %mask.sroa.0.0.lcssa

bb7:                                              ; preds = %bb7.lr.ph, %bb4
  %indvars.iv = phi i64 [ 0, %bb7.lr.ph ], [ %indvars.iv.next, %bb4 ]
  %mask.sroa.0.06 = phi i64 [ 0, %bb7.lr.ph ], [ %mask.sroa.0.1, %bb4 ]
  %indvars.iv.next = add nuw nsw i64 %indvars.iv, 1
  %_22 = icmp samesign ult i64 %indvars.iv, 64
  br i1 %_22, label %bb9, label %bb4

bb9:                                              ; preds = %bb7
  %_25 = load i64, ptr %_15, align 8, !noundef !3
  %2 = shl nuw i64 1, %indvars.iv
  %3 = and i64 %_25, %2
  %_10.not = icmp eq i64 %3, 0
  br i1 %_10.not, label %bb4, label %bb12

bb4:                                              ; preds = %bb12, %bb7, %bb9
  %mask.sroa.0.1 = phi i64 [ %spec.select, %bb12 ], [ %mask.sroa.0.06, %bb7 ], [ %mask.sroa.0.06, %bb9 ]
  %exitcond.not = icmp eq i64 %indvars.iv.next, %wide.trip.count
  br i1 %exitcond.not, label %bb8, label %bb7

bb12:                                             ; preds = %bb9
  %4 = getelementptr inbounds nuw i64, ptr %1, i64 %indvars.iv
  %5 = load i64, ptr %4, align 8, !noundef !3
  %_11 = and i64 %5, 1
  %6 = icmp eq i64 %_11, 0
  %7 = select i1 %6, i64 0, i64 %2
  %spec.select = or i64 %7, %mask.sroa.0.06
  br label %bb4
}

define void @rusticle_barrier(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_7 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_13 = load i32, ptr %2, align 4, !noundef !3
  %_12 = mul i32 %_13, %z
  %_11 = add i32 %_12, %y
  %_14 = load i32, ptr %1, align 8, !noundef !3
  %_10 = mul i32 %_11, %_14
  %_9 = add i32 %_10, %x
  %_8 = zext i32 %_9 to i64
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_7, i64 %_8
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 12
  store i32 %site, ptr %3, align 4
  %4 = getelementptr inbounds nuw i8, ptr %fiber, i64 8
  store i32 3, ptr %4, align 8
  %5 = getelementptr inbounds nuw i8, ptr %fiber, i64 48
  %_15 = load ptr, ptr %5, align 8, !noundef !3
  %6 = getelementptr inbounds nuw i8, ptr %_15, i64 112
  %_18 = load ptr, ptr %6, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %fiber, ptr noundef %_18) #19
  ret void
}

define void @rusticle_check_access(ptr noundef readonly captures(none) %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef %4, i64 noundef %5, i64 noundef %6, i64 noundef %7) unnamed_addr #1 {
start:
  %_18.i87 = alloca [32 x i8], align 8
  %_18.i60 = alloca [32 x i8], align 8
  %_18.i = alloca [32 x i8], align 8
  %_217 = alloca [32 x i8], align 8
  %_214 = alloca [32 x i8], align 8
  %_211 = alloca [32 x i8], align 8
  %_199 = alloca [32 x i8], align 8
  %_198 = alloca [32 x i8], align 8
  %_197 = alloca [32 x i8], align 8
  %_196 = alloca [32 x i8], align 8
  %_190 = alloca [32 x i8], align 8
  %8 = icmp eq i64 %6, 0
  br i1 %8, label %bb94, label %bb2

bb2:                                              ; preds = %start
  %align = lshr i64 %7, 8
  %_19 = add nsw i64 %align, -1
  %_18 = and i64 %_19, %5
  %9 = icmp eq i64 %_18, 0
  br i1 %9, label %bb4, label %bb3, !prof !7

bb94:                                             ; preds = %bb92, %bb6, %bb6, %bb42, %start
  ret void

bb4:                                              ; preds = %bb2
  %_23 = lshr i64 %7, 4
  %10 = and i64 %_23, 15
  %11 = getelementptr inbounds nuw i8, ptr %0, i64 24
  %12 = getelementptr inbounds nuw i8, ptr %0, i64 28
  %_194 = load i32, ptr %12, align 4, !noundef !3
  %_193 = mul i32 %_194, %3
  %_192 = add i32 %_193, %2
  %_195 = load i32, ptr %11, align 8, !noundef !3
  %_191 = mul i32 %_192, %_195
  %flat = add i32 %_191, %1
  %13 = getelementptr inbounds nuw i8, ptr %0, i64 136
  %_31 = load ptr, ptr %13, align 8, !noundef !3
  %_30 = ptrtoint ptr %_31 to i64
  %_33 = zext i32 %flat to i64
  %14 = getelementptr inbounds nuw i8, ptr %0, i64 144
  %_34 = load i64, ptr %14, align 8, !noundef !3
  %_32 = mul i64 %_34, %_33
  %stack = add i64 %_32, %_30
  %_35.not = icmp uge i64 %5, %stack
  %_37 = add i64 %stack, %_34
  %_36 = icmp ult i64 %5, %_37
  %or.cond20 = and i1 %_35.not, %_36
  br i1 %or.cond20, label %bb6, label %bb9

bb3:                                              ; preds = %bb2
  %_21 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_190)
  store i64 %5, ptr %_190, align 8
  %15 = getelementptr inbounds nuw i8, ptr %_190, i64 8
  store i64 %6, ptr %15, align 8
  %16 = getelementptr inbounds nuw i8, ptr %_190, i64 16
  store i64 %align, ptr %16, align 8
  %17 = getelementptr inbounds nuw i8, ptr %_190, i64 24
  store i64 %_21, ptr %17, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 5, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_190) #20
  unreachable

bb9:                                              ; preds = %bb4
  %18 = getelementptr inbounds nuw i8, ptr %0, i64 40
  %_42 = load ptr, ptr %18, align 8, !noundef !3
  %lds = ptrtoint ptr %_42 to i64
  %_44.not = icmp ult i64 %5, %lds
  br i1 %_44.not, label %bb16, label %bb10

bb6:                                              ; preds = %bb4
  switch i64 %10, label %bb2.i55 [
    i64 5, label %bb94
    i64 0, label %bb94
  ], !prof !8

bb2.i55:                                          ; preds = %bb6
  %_7.i56 = shl nuw nsw i64 %10, 8
  %_6.i57 = or disjoint i64 %_7.i56, 5
  %_8.i = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_18.i), !noalias !9
  store i64 %5, ptr %_18.i, align 8, !noalias !9
  %19 = getelementptr inbounds nuw i8, ptr %_18.i, i64 8
  store i64 %6, ptr %19, align 8, !noalias !9
  %20 = getelementptr inbounds nuw i8, ptr %_18.i, i64 16
  store i64 %_6.i57, ptr %20, align 8, !noalias !9
  %21 = getelementptr inbounds nuw i8, ptr %_18.i, i64 24
  store i64 %_8.i, ptr %21, align 8, !noalias !9
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 9, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_18.i) #20, !noalias !9
  unreachable

bb10:                                             ; preds = %bb9
  %22 = getelementptr inbounds nuw i8, ptr %0, i64 52
  %_47 = load i32, ptr %22, align 4, !noundef !3
  %_46 = zext i32 %_47 to i64
  %_45 = add i64 %_46, %lds
  %23 = icmp ult i64 %5, %_45
  br i1 %23, label %bb12, label %bb16

bb16:                                             ; preds = %bb9, %bb10
  %24 = getelementptr inbounds nuw i8, ptr %0, i64 96
  %launch = load ptr, ptr %24, align 8, !noundef !3
  %25 = getelementptr inbounds nuw i8, ptr %launch, i64 80
  %26 = load i64, ptr %25, align 8, !noundef !3
  %_63235.not = icmp eq i64 %26, 0
  br i1 %_63235.not, label %bb23, label %bb18.lr.ph

bb18.lr.ph:                                       ; preds = %bb16
  %27 = getelementptr inbounds nuw i8, ptr %launch, i64 72
  %_73 = load ptr, ptr %27, align 8, !noundef !3
  br label %bb18

bb12:                                             ; preds = %bb10
  %_50 = add i64 %6, %5
  %_49 = icmp ugt i64 %_50, %_45
  br i1 %_49, label %bb13, label %bb14, !prof !6

bb22:                                             ; preds = %bb18
  %28 = icmp eq i64 %low.sroa.0.1, 0
  br i1 %28, label %bb23, label %bb24, !prof !12

bb18:                                             ; preds = %bb18.lr.ph, %bb18
  %low.sroa.0.0237 = phi i64 [ 0, %bb18.lr.ph ], [ %low.sroa.0.1, %bb18 ]
  %high.sroa.0.0236 = phi i64 [ %26, %bb18.lr.ph ], [ %high.sroa.0.1, %bb18 ]
  %_67 = add i64 %low.sroa.0.0237, %high.sroa.0.0236
  %middle19 = lshr i64 %_67, 1
  %_72 = getelementptr inbounds nuw %Range, ptr %_73, i64 %middle19
  %_71 = load i64, ptr %_72, align 8, !noundef !3
  %_70.not = icmp ugt i64 %_71, %5
  %29 = add nuw i64 %middle19, 1
  %high.sroa.0.1 = select i1 %_70.not, i64 %middle19, i64 %high.sroa.0.0236
  %low.sroa.0.1 = select i1 %_70.not, i64 %low.sroa.0.0237, i64 %29
  %_63 = icmp ult i64 %low.sroa.0.1, %high.sroa.0.1
  br i1 %_63, label %bb18, label %bb22

bb23:                                             ; preds = %bb16, %bb22
  %_77 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_197)
  store i64 %5, ptr %_197, align 8
  %30 = getelementptr inbounds nuw i8, ptr %_197, i64 8
  store i64 %6, ptr %30, align 8
  %31 = getelementptr inbounds nuw i8, ptr %_197, i64 16
  store i64 0, ptr %31, align 8
  %32 = getelementptr inbounds nuw i8, ptr %_197, i64 24
  store i64 %_77, ptr %32, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 3, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_197) #20
  unreachable

bb24:                                             ; preds = %bb22
  %33 = getelementptr inbounds nuw i8, ptr %launch, i64 72
  %_79 = load ptr, ptr %33, align 8, !noundef !3
  %34 = getelementptr %Range, ptr %_79, i64 %low.sroa.0.1
  %range = getelementptr i8, ptr %34, i64 -32
  %35 = getelementptr i8, ptr %34, i64 -24
  %_84 = load i64, ptr %35, align 8, !noundef !3
  %_83 = sub i64 %_84, %5
  %_82 = icmp ugt i64 %6, %_83
  %_85 = icmp ugt i64 %5, %_84
  %or.cond21 = or i1 %_85, %_82
  br i1 %or.cond21, label %bb28, label %bb29, !prof !13

bb29:                                             ; preds = %bb24
  %36 = getelementptr i8, ptr %34, i64 -16
  %_91 = load i64, ptr %36, align 8, !noundef !3
  %_90 = and i64 %_91, 3
  %37 = icmp eq i64 %_90, 0
  %38 = icmp eq i64 %10, 4
  %or.cond = and i1 %38, %37
  br i1 %or.cond, label %bb37, label %bb32

bb37:                                             ; preds = %bb32, %bb29
  %_98 = and i64 %7, 1
  %39 = icmp ne i64 %_98, 0
  %_99 = and i64 %_91, 1
  %40 = icmp eq i64 %_99, 0
  %or.cond229 = and i1 %39, %40
  br i1 %or.cond229, label %bb39, label %bb42, !prof !14

bb32:                                             ; preds = %bb29
  %_96 = and i64 %_91, 2
  %41 = icmp eq i64 %_96, 0
  %. = select i1 %41, i64 1, i64 4
  %42 = and i64 %., %_23
  %or.cond.i64 = icmp eq i64 %42, %10
  br i1 %or.cond.i64, label %bb37, label %bb2.i65, !prof !15

bb2.i65:                                          ; preds = %bb32
  %_7.i67 = shl nuw nsw i64 %10, 8
  %_6.i68 = or disjoint i64 %., %_7.i67
  %_8.i71 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_18.i60), !noalias !16
  store i64 %5, ptr %_18.i60, align 8, !noalias !16
  %43 = getelementptr inbounds nuw i8, ptr %_18.i60, i64 8
  store i64 %6, ptr %43, align 8, !noalias !16
  %44 = getelementptr inbounds nuw i8, ptr %_18.i60, i64 16
  store i64 %_6.i68, ptr %44, align 8, !noalias !16
  %45 = getelementptr inbounds nuw i8, ptr %_18.i60, i64 24
  store i64 %_8.i71, ptr %45, align 8, !noalias !16
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 9, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_18.i60) #20, !noalias !16
  unreachable

bb42:                                             ; preds = %bb37
  %46 = getelementptr i8, ptr %34, i64 -8
  %_104 = load ptr, ptr %46, align 8, !noundef !3
  %47 = icmp eq ptr %_104, null
  br i1 %47, label %bb94, label %bb44

bb39:                                             ; preds = %bb37
  %_102 = load i64, ptr %range, align 8, !noundef !3
  %_103 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_199)
  store i64 %5, ptr %_199, align 8
  %48 = getelementptr inbounds nuw i8, ptr %_199, i64 8
  store i64 %6, ptr %48, align 8
  %49 = getelementptr inbounds nuw i8, ptr %_199, i64 16
  store i64 %_102, ptr %49, align 8
  %50 = getelementptr inbounds nuw i8, ptr %_199, i64 24
  store i64 %_103, ptr %50, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 4, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_199) #20
  unreachable

bb44:                                             ; preds = %bb42
  %_109 = load i64, ptr %range, align 8, !noundef !3
  br label %bb45

bb45:                                             ; preds = %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113", %bb44
  %lds.sink = phi i64 [ %lds, %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113" ], [ %_109, %bb44 ]
  %_58.sink = phi ptr [ %_58, %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113" ], [ %_104, %bb44 ]
  %in_lds.sroa.0.1 = phi i1 [ true, %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113" ], [ false, %bb44 ]
  %_60 = sub i64 %5, %lds.sink
  %51 = getelementptr inbounds nuw [2 x i64], ptr %_58.sink, i64 %_60
  %52 = getelementptr inbounds nuw i8, ptr %0, i64 120
  %_111 = load ptr, ptr %52, align 8, !noundef !3
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_111, i64 %_33
  %_113 = and i64 %7, 8
  %53 = icmp eq i64 %_113, 0
  br i1 %53, label %bb48, label %bb46

bb28:                                             ; preds = %bb24
  %_88 = load i64, ptr %range, align 8, !noundef !3
  %_89 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_198)
  store i64 %5, ptr %_198, align 8
  %54 = getelementptr inbounds nuw i8, ptr %_198, i64 8
  store i64 %6, ptr %54, align 8
  %55 = getelementptr inbounds nuw i8, ptr %_198, i64 16
  store i64 %_88, ptr %55, align 8
  %56 = getelementptr inbounds nuw i8, ptr %_198, i64 24
  store i64 %_89, ptr %56, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 3, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_198) #20
  unreachable

bb14:                                             ; preds = %bb12
  switch i64 %10, label %bb2.i92 [
    i64 3, label %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113"
    i64 0, label %"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113"
  ], !prof !8

bb2.i92:                                          ; preds = %bb14
  %_7.i94 = shl nuw nsw i64 %10, 8
  %_6.i95 = or disjoint i64 %_7.i94, 3
  %_8.i98 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_18.i87), !noalias !19
  store i64 %5, ptr %_18.i87, align 8, !noalias !19
  %57 = getelementptr inbounds nuw i8, ptr %_18.i87, i64 8
  store i64 %6, ptr %57, align 8, !noalias !19
  %58 = getelementptr inbounds nuw i8, ptr %_18.i87, i64 16
  store i64 %_6.i95, ptr %58, align 8, !noalias !19
  %59 = getelementptr inbounds nuw i8, ptr %_18.i87, i64 24
  store i64 %_8.i98, ptr %59, align 8, !noalias !19
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 9, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_18.i87) #20, !noalias !19
  unreachable

"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E.exit113": ; preds = %bb14, %bb14
  %60 = getelementptr inbounds nuw i8, ptr %0, i64 184
  %_58 = load ptr, ptr %60, align 8, !noundef !3
  br label %bb45

bb13:                                             ; preds = %bb12
  %_55 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_196)
  store i64 %5, ptr %_196, align 8
  %61 = getelementptr inbounds nuw i8, ptr %_196, i64 8
  store i64 %6, ptr %61, align 8
  %62 = getelementptr inbounds nuw i8, ptr %_196, i64 16
  store i64 %lds, ptr %62, align 8
  %63 = getelementptr inbounds nuw i8, ptr %_196, i64 24
  store i64 %_55, ptr %63, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 3, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_196) #20
  unreachable

bb46:                                             ; preds = %bb45
  %64 = getelementptr inbounds nuw i8, ptr %fiber, i64 60
  store i32 1, ptr %64, align 4
  br label %bb48

bb48:                                             ; preds = %bb45, %bb46
  %65 = getelementptr inbounds nuw i8, ptr %0, i64 36
  %_115 = load i32, ptr %65, align 4, !noundef !3
  %66 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_115, i1 false)
  %67 = getelementptr inbounds nuw i8, ptr %0, i64 128
  %_118 = load ptr, ptr %67, align 8, !noundef !3
  %68 = and i32 %66, 31
  %_120 = lshr i32 %flat, %68
  %_119 = zext i32 %_120 to i64
  %_117 = getelementptr inbounds nuw %Wave, ptr %_118, i64 %_119
  %69 = getelementptr inbounds nuw i8, ptr %_117, i64 1032
  %meetings = load i64, ptr %69, align 8, !noundef !3
  %gx = load i32, ptr %0, align 8, !noundef !3
  %70 = getelementptr inbounds nuw i8, ptr %0, i64 4
  %gy = load i32, ptr %70, align 4, !noundef !3
  %71 = getelementptr inbounds nuw i8, ptr %0, i64 8
  %gz = load i32, ptr %71, align 8, !noundef !3
  %72 = getelementptr inbounds nuw i8, ptr %0, i64 12
  %73 = getelementptr inbounds nuw i8, ptr %0, i64 16
  %_129 = load i32, ptr %73, align 8, !noundef !3
  %_128 = mul i32 %_129, %gz
  %_127 = add i32 %_128, %gy
  %_126 = zext i32 %_127 to i64
  %_131 = load i32, ptr %72, align 4, !noundef !3
  %_130 = zext i32 %_131 to i64
  %_125 = mul nuw i64 %_126, %_130
  %_132 = zext i32 %gx to i64
  %group = add nuw i64 %_125, %_132
  %_134 = and i64 %7, 4
  %74 = icmp eq i64 %_134, 0
  %.22 = select i1 %74, i64 1, i64 3
  %_141 = shl i64 %meetings, 4
  %_140 = and i64 %_141, 16368
  %75 = getelementptr inbounds nuw i8, ptr %fiber, i64 56
  %_145 = load i32, ptr %75, align 8, !noundef !3
  %76 = shl i32 %_145, 14
  %77 = and i32 %76, 67092480
  %_142 = zext nneg i32 %77 to i64
  %_146 = shl nuw nsw i64 %_33, 26
  %_148 = shl i64 %group, 36
  %78 = or i64 %_148, %_146
  %79 = or disjoint i64 %_140, %_142
  %_137 = or disjoint i64 %79, %.22
  %now = or disjoint i64 %_137, %78
  %_167 = and i64 %7, 2
  %80 = icmp eq i64 %_167, 0
  %81 = getelementptr inbounds nuw i8, ptr %fiber, i64 60
  %82 = zext nneg i32 %66 to i64
  %_178 = and i64 %7, 1
  %83 = icmp eq i64 %_178, 0
  %84 = or disjoint i64 %now, 4
  br label %bb96

bb96:                                             ; preds = %bb48, %bb92
  %iter.sroa.0.0238 = phi i64 [ 0, %bb48 ], [ %85, %bb92 ]
  %85 = add nuw i64 %iter.sroa.0.0238, 1
  %cells = getelementptr inbounds nuw [2 x i64], ptr %51, i64 %iter.sroa.0.0238
  %_155 = getelementptr inbounds nuw i8, ptr %cells, i64 8
  %86 = load atomic i64, ptr %cells monotonic, align 8
  %87 = load atomic i64, ptr %_155 monotonic, align 8
  br i1 %in_lds.sroa.0.1, label %bb53, label %bb65

bb65:                                             ; preds = %bb53, %bb96
  %reader.sroa.0.0 = phi i64 [ %87, %bb96 ], [ %spec.store.select3, %bb53 ]
  %writer.sroa.0.0 = phi i64 [ %86, %bb96 ], [ %.mux, %bb53 ]
  %_171 = load i32, ptr %81, align 4, !noundef !3
  %88 = icmp eq i32 %_171, 0
  br i1 %88, label %bb66, label %bb82

bb53:                                             ; preds = %bb96
  %_160 = xor i64 %86, %78
  %89 = icmp ult i64 %_160, 68719476736
  %spec.store.select = select i1 %89, i64 %86, i64 0
  %_163 = xor i64 %87, %78
  %90 = icmp ult i64 %_163, 68719476736
  %spec.store.select3 = select i1 %90, i64 %87, i64 0
  %_165 = and i64 %spec.store.select, 1
  %91 = icmp ne i64 %_165, 0
  %brmerge = or i1 %91, %80
  %.mux = select i1 %91, i64 %86, i64 %spec.store.select, !prof !22
  br i1 %brmerge, label %bb65, label %bb61, !prof !15

bb61:                                             ; preds = %bb53
  %_170 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_211)
  store i64 %5, ptr %_211, align 8
  %92 = getelementptr inbounds nuw i8, ptr %_211, i64 8
  store i64 %6, ptr %92, align 8
  %93 = getelementptr inbounds nuw i8, ptr %_211, i64 16
  store i64 %iter.sroa.0.0238, ptr %93, align 8
  %94 = getelementptr inbounds nuw i8, ptr %_211, i64 24
  store i64 %_170, ptr %94, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 6, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_211) #20
  unreachable

bb66:                                             ; preds = %bb65
  %other.i40 = xor i64 %writer.sroa.0.0, %now
  %_5.i41 = and i64 %writer.sroa.0.0, 1
  %95 = icmp eq i64 %_5.i41, 0
  br i1 %95, label %bb72, label %bb2.i42

bb2.i42:                                          ; preds = %bb66
  %_6.i43 = lshr i64 %other.i40, 26
  %_7.i44 = and i64 %writer.sroa.0.0, 4
  %96 = or i64 %_6.i43, %_7.i44
  %or.cond.i45 = icmp eq i64 %96, 0
  br i1 %or.cond.i45, label %bb72, label %bb7.i46

bb7.i46:                                          ; preds = %bb2.i42
  %97 = icmp ult i64 %other.i40, 68719476736
  br i1 %97, label %bb9.i48, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit53

bb9.i48:                                          ; preds = %bb7.i46
  %98 = and i64 %other.i40, 67092480
  %99 = icmp eq i64 %98, 0
  br i1 %99, label %bb11.i49, label %bb72

bb11.i49:                                         ; preds = %bb9.i48
  %100 = lshr i64 %_6.i43, %82
  %101 = icmp ne i64 %100, 0
  %102 = and i64 %other.i40, 16368
  %103 = icmp eq i64 %102, 0
  %_15.sroa.0.0.i52 = select i1 %101, i1 true, i1 %103
  br label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit53

_ZN7support9unordered17hb0fd0fe180ea983aE.exit53: ; preds = %bb7.i46, %bb11.i49
  %_0.sroa.0.0.i47 = phi i1 [ true, %bb7.i46 ], [ %_15.sroa.0.0.i52, %bb11.i49 ]
  %_213 = and i64 %writer.sroa.0.0, %.22
  %104 = icmp samesign ult i64 %_213, 2
  %or.cond23 = select i1 %_0.sroa.0.0.i47, i1 %104, i1 false, !prof !14
  br i1 %or.cond23, label %bb70, label %bb72, !prof !23

bb72:                                             ; preds = %bb9.i48, %bb2.i42, %bb66, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit53
  br i1 %83, label %bb85, label %bb73

bb70:                                             ; preds = %_ZN7support9unordered17hb0fd0fe180ea983aE.exit53
  %_177 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_214)
  store i64 %5, ptr %_214, align 8
  %105 = getelementptr inbounds nuw i8, ptr %_214, i64 8
  store i64 %6, ptr %105, align 8
  %106 = getelementptr inbounds nuw i8, ptr %_214, i64 16
  store i64 %writer.sroa.0.0, ptr %106, align 8
  %107 = getelementptr inbounds nuw i8, ptr %_214, i64 24
  store i64 %_177, ptr %107, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 7, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_214) #20
  unreachable

bb73:                                             ; preds = %bb72
  %other.i26 = xor i64 %reader.sroa.0.0, %now
  %_5.i27 = and i64 %reader.sroa.0.0, 1
  %108 = icmp eq i64 %_5.i27, 0
  br i1 %108, label %bb83, label %bb2.i28

bb2.i28:                                          ; preds = %bb73
  %_6.i29 = lshr i64 %other.i26, 26
  %_7.i30 = and i64 %reader.sroa.0.0, 4
  %109 = or i64 %_6.i29, %_7.i30
  %or.cond.i31 = icmp eq i64 %109, 0
  br i1 %or.cond.i31, label %bb83, label %bb7.i32

bb7.i32:                                          ; preds = %bb2.i28
  %110 = icmp ult i64 %other.i26, 68719476736
  br i1 %110, label %bb9.i34, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit39

bb9.i34:                                          ; preds = %bb7.i32
  %111 = and i64 %other.i26, 67092480
  %112 = icmp eq i64 %111, 0
  br i1 %112, label %bb11.i35, label %bb83

bb11.i35:                                         ; preds = %bb9.i34
  %113 = lshr i64 %_6.i29, %82
  %114 = icmp ne i64 %113, 0
  %115 = and i64 %other.i26, 16368
  %116 = icmp eq i64 %115, 0
  %_15.sroa.0.0.i38 = select i1 %114, i1 true, i1 %116
  br label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit39

_ZN7support9unordered17hb0fd0fe180ea983aE.exit39: ; preds = %bb7.i32, %bb11.i35
  %_0.sroa.0.0.i33 = phi i1 [ true, %bb7.i32 ], [ %_15.sroa.0.0.i38, %bb11.i35 ]
  %_216 = and i64 %reader.sroa.0.0, %.22
  %117 = icmp samesign ult i64 %_216, 2
  %or.cond24 = select i1 %_0.sroa.0.0.i33, i1 %117, i1 false, !prof !14
  br i1 %or.cond24, label %bb78, label %bb83, !prof !23

bb78:                                             ; preds = %_ZN7support9unordered17hb0fd0fe180ea983aE.exit39
  %_183 = and i64 %7, 3
  call void @llvm.lifetime.start.p0(ptr nonnull %_217)
  store i64 %5, ptr %_217, align 8
  %118 = getelementptr inbounds nuw i8, ptr %_217, i64 8
  store i64 %6, ptr %118, align 8
  %119 = getelementptr inbounds nuw i8, ptr %_217, i64 16
  store i64 %reader.sroa.0.0, ptr %119, align 8
  %120 = getelementptr inbounds nuw i8, ptr %_217, i64 24
  store i64 %_183, ptr %120, align 8
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %0, i32 noundef %1, i32 noundef %2, i32 noundef %3, i32 noundef 7, i32 noundef %4, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_217) #20
  unreachable

bb82:                                             ; preds = %bb65
  br i1 %83, label %bb85, label %bb83

bb83:                                             ; preds = %_ZN7support9unordered17hb0fd0fe180ea983aE.exit39, %bb73, %bb2.i28, %bb9.i34, %bb82
  store atomic i64 %now, ptr %cells monotonic, align 8
  br label %bb85

bb85:                                             ; preds = %bb72, %bb82, %bb83
  br i1 %80, label %bb92, label %bb86

bb86:                                             ; preds = %bb85
  %other.i = xor i64 %reader.sroa.0.0, %now
  %_5.i = and i64 %reader.sroa.0.0, 1
  %121 = icmp eq i64 %_5.i, 0
  br i1 %121, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread, label %bb2.i

bb2.i:                                            ; preds = %bb86
  %_6.i = lshr i64 %other.i, 26
  %_7.i = and i64 %reader.sroa.0.0, 4
  %122 = or i64 %_6.i, %_7.i
  %or.cond.i = icmp eq i64 %122, 0
  br i1 %or.cond.i, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread, label %bb7.i

bb7.i:                                            ; preds = %bb2.i
  %123 = icmp ult i64 %other.i, 68719476736
  br i1 %123, label %bb9.i, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread226

bb9.i:                                            ; preds = %bb7.i
  %124 = and i64 %other.i, 67092480
  %125 = icmp eq i64 %124, 0
  br i1 %125, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread

_ZN7support9unordered17hb0fd0fe180ea983aE.exit:   ; preds = %bb9.i
  %126 = lshr i64 %_6.i, %82
  %127 = icmp ne i64 %126, 0
  %128 = and i64 %other.i, 16368
  %129 = icmp eq i64 %128, 0
  %_15.sroa.0.0.i = select i1 %127, i1 true, i1 %129
  %cond.fr = freeze i1 %_15.sroa.0.0.i
  br i1 %cond.fr, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread226, label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread

_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread226: ; preds = %bb7.i, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit
  br label %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread

_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread: ; preds = %bb9.i, %bb2.i, %bb86, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread226
  %_188 = phi i64 [ %84, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread226 ], [ %now, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit ], [ %now, %bb86 ], [ %now, %bb2.i ], [ %now, %bb9.i ]
  store atomic i64 %_188, ptr %_155 monotonic, align 8
  br label %bb92

bb92:                                             ; preds = %bb85, %_ZN7support9unordered17hb0fd0fe180ea983aE.exit.thread
  %exitcond.not = icmp eq i64 %85, %6
  br i1 %exitcond.not, label %bb94, label %bb96
}

define void @rusticle_check_acquire(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %_site) unnamed_addr #4 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_7 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_13 = load i32, ptr %2, align 4, !noundef !3
  %_12 = mul i32 %_13, %z
  %_11 = add i32 %_12, %y
  %_14 = load i32, ptr %1, align 8, !noundef !3
  %_10 = mul i32 %_11, %_14
  %_9 = add i32 %_10, %x
  %_8 = zext i32 %_9 to i64
  %_6 = getelementptr inbounds nuw %Fiber, ptr %_7, i64 %_8
  %3 = getelementptr inbounds nuw i8, ptr %_6, i64 60
  store i32 1, ptr %3, align 4
  ret void
}

define void @rusticle_check_step(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site) unnamed_addr #1 {
start:
  %_14 = alloca [32 x i8], align 8
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_7 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_19 = load i32, ptr %2, align 4, !noundef !3
  %_18 = mul i32 %_19, %z
  %_17 = add i32 %_18, %y
  %_20 = load i32, ptr %1, align 8, !noundef !3
  %_16 = mul i32 %_17, %_20
  %_9 = add i32 %_16, %x
  %_8 = zext i32 %_9 to i64
  %fiber = getelementptr inbounds nuw %Fiber, ptr %_7, i64 %_8
  %3 = getelementptr inbounds nuw i8, ptr %fiber, i64 64
  %4 = load i64, ptr %3, align 8, !noundef !3
  %5 = add i64 %4, 1
  store i64 %5, ptr %3, align 8
  %6 = getelementptr inbounds nuw i8, ptr %c, i64 96
  %_15 = load ptr, ptr %6, align 8, !noundef !3
  %7 = getelementptr inbounds nuw i8, ptr %_15, i64 88
  %limit = load i64, ptr %7, align 8, !noundef !3
  %_11 = icmp ugt i64 %5, %limit
  br i1 %_11, label %bb1, label %bb2, !prof !6

bb2:                                              ; preds = %start
  ret void

bb1:                                              ; preds = %start
  call void @llvm.lifetime.start.p0(ptr nonnull %_14)
  store i64 %limit, ptr %_14, align 8
  %8 = getelementptr inbounds nuw i8, ptr %_14, i64 8
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(24) %8, i8 0, i64 24, i1 false)
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef nonnull %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef 8, i32 noundef %site, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_14) #20
  unreachable
}

define noundef i64 @rusticle_ds_bpermute(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %b) unnamed_addr #1 {
start:
; call support::meet
  %_13 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %0, align 4, !noundef !3
  %_6.i = add i32 %_7.i, 1073741823
  %_10 = trunc i64 %b to i32
  %_9 = lshr i32 %_10, 2
  %_8 = and i32 %_6.i, %_9
  %_19 = icmp samesign ult i32 %_8, 64
  br i1 %_19, label %bb7, label %bb6

bb7:                                              ; preds = %start
  %_22 = load i64, ptr %_13, align 8, !noundef !3
  %1 = zext nneg i32 %_8 to i64
  %2 = shl nuw i64 1, %1
  %3 = and i64 %_22, %2
  %4 = icmp eq i64 %3, 0
  br i1 %4, label %bb6, label %bb4

bb6:                                              ; preds = %bb7, %start, %bb4
  %_0.sroa.0.0 = phi i64 [ %7, %bb4 ], [ 0, %start ], [ 0, %bb7 ]
  ret i64 %_0.sroa.0.0

bb4:                                              ; preds = %bb7
  %5 = getelementptr inbounds nuw i8, ptr %_13, i64 8
  %6 = getelementptr inbounds nuw i64, ptr %5, i64 %1
  %7 = load i64, ptr %6, align 8, !noundef !3
  br label %bb6
}

define noundef i64 @rusticle_ds_permute(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_18 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_213.not = icmp eq i32 %_7.i, 0
  br i1 %_213.not, label %bb6, label %bb5.lr.ph

bb5.lr.ph:                                        ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_18, i64 8
  %4 = getelementptr inbounds nuw i8, ptr %_18, i64 520
  br label %bb5

bb6:                                              ; preds = %bb2, %start
  %found.sroa.0.0.lcssa = phi i64 [ 0, %start ], [ %found.sroa.0.1, %bb2 ]
  ret i64 %found.sroa.0.0.lcssa

bb5:                                              ; preds = %bb5.lr.ph, %bb2
  %found.sroa.0.05 = phi i64 [ 0, %bb5.lr.ph ], [ %found.sroa.0.1, %bb2 ]
  %iter.sroa.0.04 = phi i32 [ 0, %bb5.lr.ph ], [ %5, %bb2 ]
  %5 = add nuw i32 %iter.sroa.0.04, 1
  %_26 = and i32 %iter.sroa.0.04, 63
  %_25 = zext nneg i32 %_26 to i64
  %_28 = icmp ult i32 %iter.sroa.0.04, 64
  br i1 %_28, label %bb8, label %bb2

bb8:                                              ; preds = %bb5
  %6 = getelementptr inbounds nuw i64, ptr %4, i64 %_25
  %_13 = load i64, ptr %6, align 8, !noundef !3
  %_12 = trunc i64 %_13 to i32
  %_11 = lshr i32 %_12, 2
  %_31 = load i64, ptr %_18, align 8, !noundef !3
  %7 = shl nuw i64 1, %_25
  %8 = and i64 %_31, %7
  %_15 = icmp ne i64 %8, 0
  %9 = xor i32 %_11, %_5.i
  %10 = and i32 %9, %_6.i
  %_16 = icmp eq i32 %10, 0
  %or.cond = and i1 %_15, %_16
  br i1 %or.cond, label %bb10, label %bb2

bb2:                                              ; preds = %bb10, %bb5, %bb8
  %found.sroa.0.1 = phi i64 [ %found.sroa.0.05, %bb5 ], [ %12, %bb10 ], [ %found.sroa.0.05, %bb8 ]
  %exitcond.not = icmp eq i32 %5, %_7.i
  br i1 %exitcond.not, label %bb6, label %bb5

bb10:                                             ; preds = %bb8
  %11 = getelementptr inbounds nuw i64, ptr %3, i64 %_25
  %12 = load i64, ptr %11, align 8, !noundef !3
  br label %bb2
}

define void @rusticle_end(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_6 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_12 = load i32, ptr %2, align 4, !noundef !3
  %_11 = mul i32 %_12, %z
  %_10 = add i32 %_11, %y
  %_13 = load i32, ptr %1, align 8, !noundef !3
  %_9 = mul i32 %_10, %_13
  %_8 = add i32 %_9, %x
  %_7 = zext i32 %_8 to i64
  %_5 = getelementptr inbounds nuw %Fiber, ptr %_6, i64 %_7
  %3 = getelementptr inbounds nuw i8, ptr %_5, i64 8
  store i32 0, ptr %3, align 8
  %4 = getelementptr inbounds nuw i8, ptr %_5, i64 48
  %_14 = load ptr, ptr %4, align 8, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %_14, i64 112
  %_17 = load ptr, ptr %5, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %_5, ptr noundef %_17) #19
  ret void
}

define noundef range(i64 0, 2) i64 @rusticle_inverse_ballot(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_12 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_15 = load i64, ptr %_12, align 8, !noundef !3
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_15, i1 false)
  %_19 = icmp samesign ult i64 %3, 64
  br i1 %_19, label %bb8, label %bb7

bb8:                                              ; preds = %start
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %_15
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb7, label %bb5

bb7:                                              ; preds = %bb8, %start, %bb5
  %_9.sroa.0.0 = phi i64 [ %11, %bb5 ], [ 0, %start ], [ 0, %bb8 ]
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %_6.i = add i32 %_7.i, 63
  %_0.i = and i32 %_6.i, 63
  %7 = and i32 %_0.i, %_5.i
  %8 = zext nneg i32 %7 to i64
  %_8 = lshr i64 %_9.sroa.0.0, %8
  %_0 = and i64 %_8, 1
  ret i64 %_0

bb5:                                              ; preds = %bb8
  %9 = getelementptr inbounds nuw i8, ptr %_12, i64 8
  %10 = getelementptr inbounds nuw i64, ptr %9, i64 %3
  %11 = load i64, ptr %10, align 8, !noundef !3
  br label %bb7
}

define noundef i32 @rusticle_lane_id(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #5 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11 = load i32, ptr %1, align 4, !noundef !3
  %_10 = mul i32 %_11, %z
  %_9 = add i32 %_10, %y
  %_12 = load i32, ptr %0, align 8, !noundef !3
  %_8 = mul i32 %_9, %_12
  %_5 = add i32 %_8, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7 = load i32, ptr %2, align 4, !noundef !3
  %_6 = add i32 %_7, -1
  %_0 = and i32 %_5, %_6
  ret i32 %_0
}

define noundef i32 @rusticle_mbcnt_hi(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %mask, i32 noundef %base) unnamed_addr #5 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %_9 = icmp ult i32 %_0.i, 32
  %3 = and i32 %_0.i, 31
  %notmask = shl nsw i32 -1, %3
  %4 = xor i32 %notmask, -1
  %below.sroa.0.0 = select i1 %_9, i32 0, i32 %4
  %_13 = and i32 %below.sroa.0.0, %mask
  %5 = tail call range(i32 0, 32) i32 @llvm.ctpop.i32(i32 %_13)
  %_0 = add i32 %5, %base
  ret i32 %_0
}

define noundef i32 @rusticle_mbcnt_lo(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %mask, i32 noundef %base) unnamed_addr #5 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %_9 = icmp ugt i32 %_0.i, 31
  %notmask = shl nsw i32 -1, %_0.i
  %3 = xor i32 %notmask, -1
  %below.sroa.0.0 = select i1 %_9, i32 -1, i32 %3
  %_12 = and i32 %below.sroa.0.0, %mask
  %4 = tail call range(i32 0, 33) i32 @llvm.ctpop.i32(i32 %_12)
  %_0 = add i32 %4, %base
  ret i32 %_0
}

define void @rusticle_on_signal(i32 noundef %signal, ptr noundef readonly captures(none) %info, ptr noundef readnone captures(none) %_3) unnamed_addr #1 {
start:
  %status = load ptr, ptr @RUSTICLE_STATUS, align 8, !noundef !3
  %0 = icmp eq ptr %status, null
  br i1 %0, label %bb4, label %bb2

bb2:                                              ; preds = %start
  %1 = getelementptr inbounds nuw i8, ptr %status, i64 36
  store i32 %signal, ptr %1, align 4
  %_8 = getelementptr inbounds nuw i8, ptr %info, i64 16
  %_6 = load i64, ptr %_8, align 8, !noundef !3
  %2 = getelementptr inbounds nuw i8, ptr %status, i64 72
  store i64 %_6, ptr %2, align 8
  %_9 = tail call noundef i64 @pthread_self() #19
  %3 = getelementptr inbounds nuw i8, ptr %status, i64 80
  store i64 %_9, ptr %3, align 8
  br label %bb4

bb4:                                              ; preds = %start, %bb2
  ret void
}

define noundef i32 @rusticle_perm(ptr noundef readnone captures(none) %_1, i32 noundef %_2, i32 noundef %_3, i32 noundef %_4, i32 noundef %first, i32 noundef %second, i32 noundef %selector) unnamed_addr #6 {
start:
  %bytes = alloca [8 x i8], align 8
  %_11 = zext i32 %first to i64
  %_10 = shl nuw i64 %_11, 32
  %_12 = zext i32 %second to i64
  %_9 = or disjoint i64 %_10, %_12
  store i64 %_9, ptr %bytes, align 8
  %.inv = icmp slt i32 %first, 0
  %.7 = select i1 %.inv, i32 255, i32 0
  %0 = and i64 %_11, 32768
  %1 = icmp eq i64 %0, 0
  %.6 = select i1 %1, i32 0, i32 255
  %.inv10 = icmp slt i32 %second, 0
  %.5 = select i1 %.inv10, i32 255, i32 0
  %2 = and i64 %_12, 32768
  %3 = icmp eq i64 %2, 0
  %. = select i1 %3, i32 0, i32 255
  %s = and i32 %selector, 255
  %_23 = icmp samesign ult i32 %s, 8
  br i1 %_23, label %bb12, label %bb5

bb5:                                              ; preds = %start
  %trunc = trunc i32 %selector to i8
  switch i8 %trunc, label %bb13 [
    i8 8, label %bb11
    i8 9, label %bb10
    i8 10, label %bb9
    i8 11, label %bb8
    i8 12, label %bb7
  ]

bb11:                                             ; preds = %bb5
  br label %bb13

bb10:                                             ; preds = %bb5
  br label %bb13

bb9:                                              ; preds = %bb5
  br label %bb13

bb8:                                              ; preds = %bb5
  br label %bb13

bb7:                                              ; preds = %bb5
  br label %bb13

bb13:                                             ; preds = %bb8, %bb9, %bb10, %bb11, %bb5, %bb12, %bb7
  %byte.sroa.0.0 = phi i32 [ %18, %bb12 ], [ 0, %bb7 ], [ %.7, %bb8 ], [ %.6, %bb9 ], [ %.5, %bb10 ], [ %., %bb11 ], [ 255, %bb5 ]
  %_19.1 = lshr i32 %selector, 8
  %s.1 = and i32 %_19.1, 255
  %_23.1 = icmp samesign ult i32 %s.1, 8
  br i1 %_23.1, label %bb12.1, label %bb5.1

bb5.1:                                            ; preds = %bb13
  %trunc.1 = trunc i32 %_19.1 to i8
  switch i8 %trunc.1, label %bb13.1 [
    i8 8, label %bb11.1
    i8 9, label %bb10.1
    i8 10, label %bb9.1
    i8 11, label %bb8.1
    i8 12, label %bb7.1
  ]

bb7.1:                                            ; preds = %bb5.1
  br label %bb13.1

bb8.1:                                            ; preds = %bb5.1
  br label %bb13.1

bb9.1:                                            ; preds = %bb5.1
  br label %bb13.1

bb10.1:                                           ; preds = %bb5.1
  br label %bb13.1

bb11.1:                                           ; preds = %bb5.1
  br label %bb13.1

bb12.1:                                           ; preds = %bb13
  %_24.1 = zext nneg i32 %s.1 to i64
  %4 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24.1
  %5 = load i8, ptr %4, align 1, !noundef !3
  %6 = zext i8 %5 to i32
  br label %bb13.1

bb13.1:                                           ; preds = %bb12.1, %bb11.1, %bb10.1, %bb9.1, %bb8.1, %bb7.1, %bb5.1
  %byte.sroa.0.0.1 = phi i32 [ %6, %bb12.1 ], [ 0, %bb7.1 ], [ %.7, %bb8.1 ], [ %.6, %bb9.1 ], [ %.5, %bb10.1 ], [ %., %bb11.1 ], [ 255, %bb5.1 ]
  %_19.2 = lshr i32 %selector, 16
  %s.2 = and i32 %_19.2, 255
  %_23.2 = icmp samesign ult i32 %s.2, 8
  br i1 %_23.2, label %bb12.2, label %bb5.2

bb5.2:                                            ; preds = %bb13.1
  %trunc.2 = trunc i32 %_19.2 to i8
  switch i8 %trunc.2, label %bb13.2 [
    i8 8, label %bb11.2
    i8 9, label %bb10.2
    i8 10, label %bb9.2
    i8 11, label %bb8.2
    i8 12, label %bb7.2
  ]

bb7.2:                                            ; preds = %bb5.2
  br label %bb13.2

bb8.2:                                            ; preds = %bb5.2
  br label %bb13.2

bb9.2:                                            ; preds = %bb5.2
  br label %bb13.2

bb10.2:                                           ; preds = %bb5.2
  br label %bb13.2

bb11.2:                                           ; preds = %bb5.2
  br label %bb13.2

bb12.2:                                           ; preds = %bb13.1
  %_24.2 = zext nneg i32 %s.2 to i64
  %7 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24.2
  %8 = load i8, ptr %7, align 1, !noundef !3
  %9 = zext i8 %8 to i32
  br label %bb13.2

bb13.2:                                           ; preds = %bb12.2, %bb11.2, %bb10.2, %bb9.2, %bb8.2, %bb7.2, %bb5.2
  %byte.sroa.0.0.2 = phi i32 [ %9, %bb12.2 ], [ 0, %bb7.2 ], [ %.7, %bb8.2 ], [ %.6, %bb9.2 ], [ %.5, %bb10.2 ], [ %., %bb11.2 ], [ 255, %bb5.2 ]
  %_19.3 = lshr i32 %selector, 24
  %_23.3 = icmp ult i32 %selector, 134217728
  br i1 %_23.3, label %bb12.3, label %bb5.3

bb5.3:                                            ; preds = %bb13.2
  %trunc.3 = trunc nuw i32 %_19.3 to i8
  switch i8 %trunc.3, label %bb13.3 [
    i8 8, label %bb11.3
    i8 9, label %bb10.3
    i8 10, label %bb9.3
    i8 11, label %bb8.3
    i8 12, label %bb7.3
  ]

bb7.3:                                            ; preds = %bb5.3
  br label %bb13.3

bb8.3:                                            ; preds = %bb5.3
  br label %bb13.3

bb9.3:                                            ; preds = %bb5.3
  br label %bb13.3

bb10.3:                                           ; preds = %bb5.3
  br label %bb13.3

bb11.3:                                           ; preds = %bb5.3
  br label %bb13.3

bb12.3:                                           ; preds = %bb13.2
  %_24.3 = zext nneg i32 %_19.3 to i64
  %10 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24.3
  %11 = load i8, ptr %10, align 1, !noundef !3
  %12 = zext i8 %11 to i32
  br label %bb13.3

bb13.3:                                           ; preds = %bb12.3, %bb11.3, %bb10.3, %bb9.3, %bb8.3, %bb7.3, %bb5.3
  %byte.sroa.0.0.3 = phi i32 [ %12, %bb12.3 ], [ 0, %bb7.3 ], [ %.7, %bb8.3 ], [ %.6, %bb9.3 ], [ %.5, %bb10.3 ], [ %., %bb11.3 ], [ 255, %bb5.3 ]
  %_26.2 = shl nuw nsw i32 %byte.sroa.0.0.2, 16
  %_26.1 = shl nuw nsw i32 %byte.sroa.0.0.1, 8
  %13 = or disjoint i32 %_26.1, %byte.sroa.0.0
  %14 = or disjoint i32 %_26.2, %13
  %_26.3 = shl nuw i32 %byte.sroa.0.0.3, 24
  %15 = or disjoint i32 %_26.3, %14
  ret i32 %15

bb12:                                             ; preds = %start
  %_24 = zext nneg i32 %s to i64
  %16 = getelementptr inbounds nuw i8, ptr %bytes, i64 %_24
  %17 = load i8, ptr %16, align 1, !noundef !3
  %18 = zext i8 %17 to i32
  br label %bb13
}

define noundef i64 @rusticle_permlane16(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %old, i64 noundef %0, i32 noundef %flags) unnamed_addr #1 {
start:
; call support::meet
  %_25 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %0) #22
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %2, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %1, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %3 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %3, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %4 = and i32 %_0.i, 48
  %_11 = shl i32 %flags, 2
  %5 = and i32 %_11, 16
  %spec.select = xor i32 %4, %5
  %_12 = and i32 %flags, 8
  %6 = icmp eq i32 %_12, 0
  br i1 %6, label %bb15, label %bb6

bb15:                                             ; preds = %start
  %_28 = load i64, ptr %_25, align 8, !noundef !3
  %7 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_28, i1 false)
  %_30 = and i64 %7, 63
  %8 = getelementptr inbounds nuw i8, ptr %_25, i64 520
  %9 = getelementptr inbounds nuw i64, ptr %8, i64 %_30
  %_13 = load i64, ptr %9, align 8, !noundef !3
  %_16 = shl i32 %_0.i, 2
  %_15 = and i32 %_16, 60
  %10 = zext nneg i32 %_15 to i64
  %11 = lshr i64 %_13, %10
  br label %bb6

bb6:                                              ; preds = %start, %bb15
  %selectors.sroa.0.0 = phi i64 [ %11, %bb15 ], [ %0, %start ]
  %_32 = icmp ult i32 %_0.i, 64
  br i1 %_32, label %bb16, label %bb17

bb17:                                             ; preds = %bb6
  %12 = and i32 %flags, 1
  %.not = icmp eq i32 %12, 0
  br i1 %.not, label %bb7, label %bb11

bb16:                                             ; preds = %bb6
  %_19 = trunc i64 %selectors.sroa.0.0 to i32
  %_18 = and i32 %_19, 15
  %from = or disjoint i32 %_18, %spec.select
  %_35 = load i64, ptr %_25, align 8, !noundef !3
  %13 = zext nneg i32 %from to i64
  %14 = shl nuw i64 1, %13
  %15 = and i64 %_35, %14
  %_20.not = icmp eq i64 %15, 0
  %16 = and i32 %flags, 1
  %.not7 = icmp eq i32 %16, 0
  %or.cond = and i1 %.not7, %_20.not
  br i1 %or.cond, label %bb7, label %bb23

bb7:                                              ; preds = %bb16, %bb17
  %_23 = and i32 %flags, 2
  %17 = icmp eq i32 %_23, 0
  %old. = select i1 %17, i64 %old, i64 0
  br label %bb11

bb23:                                             ; preds = %bb16
  br i1 %_20.not, label %bb11, label %bb19

bb11:                                             ; preds = %bb23, %bb17, %bb7, %bb19
  %_0.sroa.0.0 = phi i64 [ %old., %bb7 ], [ %20, %bb19 ], [ 0, %bb23 ], [ 0, %bb17 ]
  ret i64 %_0.sroa.0.0

bb19:                                             ; preds = %bb23
  %18 = getelementptr inbounds nuw i8, ptr %_25, i64 8
  %19 = getelementptr inbounds nuw i64, ptr %18, i64 %13
  %20 = load i64, ptr %19, align 8, !noundef !3
  br label %bb11
}

define noundef i64 @rusticle_permlane64(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %_8 = icmp ult i32 %_7.i, 64
  br i1 %_8, label %bb3, label %bb2

bb2:                                              ; preds = %start
  %_17 = icmp ult i32 %_0.i, 64
  br i1 %_17, label %bb10, label %bb3

bb10:                                             ; preds = %bb2
  %_9 = xor i32 %_0.i, 32
  %_20 = load i64, ptr %_11, align 8, !noundef !3
  %3 = zext nneg i32 %_9 to i64
  %4 = shl nuw i64 1, %3
  %5 = and i64 %_20, %4
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb3, label %bb7

bb7:                                              ; preds = %bb10
  %7 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %8 = getelementptr inbounds nuw i64, ptr %7, i64 %3
  %9 = load i64, ptr %8, align 8, !noundef !3
  br label %bb3

bb3:                                              ; preds = %bb10, %bb2, %start, %bb7
  %_0.sroa.0.0 = phi i64 [ %9, %bb7 ], [ %a, %start ], [ 0, %bb2 ], [ 0, %bb10 ]
  ret i64 %_0.sroa.0.0
}

define noundef i64 @rusticle_permlane_swap(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %0, i64 noundef %1, i32 noundef %distance) unnamed_addr #1 {
start:
; call support::meet
  %_15 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %0, i64 noundef %1) #22
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %3 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %3, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %2, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %4 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %4, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %other = xor i32 %_0.i, %distance
  %_18 = icmp ult i32 %other, 64
  br i1 %_18, label %bb6, label %bb3

bb6:                                              ; preds = %start
  %_21 = load i64, ptr %_15, align 8, !noundef !3
  %5 = zext nneg i32 %other to i64
  %6 = shl nuw i64 1, %5
  %7 = and i64 %_21, %6
  %_10.not = icmp eq i64 %7, 0
  br i1 %_10.not, label %bb3, label %bb13

bb3:                                              ; preds = %bb8, %bb10, %start, %bb6
  %second.sroa.0.0 = phi i64 [ %1, %start ], [ %11, %bb10 ], [ %1, %bb8 ], [ %1, %bb6 ]
  %first.sroa.0.0 = phi i64 [ %0, %start ], [ %0, %bb10 ], [ %14, %bb8 ], [ %0, %bb6 ]
  %_12 = shl i64 %second.sroa.0.0, 32
  %_13 = and i64 %first.sroa.0.0, 4294967295
  %_0 = or disjoint i64 %_13, %_12
  ret i64 %_0

bb13:                                             ; preds = %bb6
  %_11 = and i32 %_0.i, %distance
  %8 = icmp eq i32 %_11, 0
  br i1 %8, label %bb10, label %bb8

bb10:                                             ; preds = %bb13
  %9 = getelementptr inbounds nuw i8, ptr %_15, i64 8
  %10 = getelementptr inbounds nuw i64, ptr %9, i64 %5
  %11 = load i64, ptr %10, align 8, !noundef !3
  br label %bb3

bb8:                                              ; preds = %bb13
  %12 = getelementptr inbounds nuw i8, ptr %_15, i64 520
  %13 = getelementptr inbounds nuw i64, ptr %12, i64 %5
  %14 = load i64, ptr %13, align 8, !noundef !3
  br label %bb3
}

define noundef i64 @rusticle_readfirstlane(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_10 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %_13 = load i64, ptr %_10, align 8, !noundef !3
  %0 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_13, i1 false)
  %_17 = icmp samesign ult i64 %0, 64
  br i1 %_17, label %bb8, label %bb7

bb8:                                              ; preds = %start
  %1 = shl nuw i64 1, %0
  %2 = and i64 %1, %_13
  %3 = icmp eq i64 %2, 0
  br i1 %3, label %bb7, label %bb5

bb7:                                              ; preds = %bb8, %start, %bb5
  %_0.sroa.0.0 = phi i64 [ %6, %bb5 ], [ 0, %start ], [ 0, %bb8 ]
  ret i64 %_0.sroa.0.0

bb5:                                              ; preds = %bb8
  %4 = getelementptr inbounds nuw i8, ptr %_10, i64 8
  %5 = getelementptr inbounds nuw i64, ptr %4, i64 %0
  %6 = load i64, ptr %5, align 8, !noundef !3
  br label %bb7
}

define noundef i64 @rusticle_readlane(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_14 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %0, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_17 = load i64, ptr %_14, align 8, !noundef !3
  %1 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_17, i1 false)
  %_19 = and i64 %1, 63
  %2 = getelementptr inbounds nuw i8, ptr %_14, i64 8
  %3 = getelementptr inbounds nuw i8, ptr %_14, i64 520
  %4 = getelementptr inbounds nuw i64, ptr %3, i64 %_19
  %_10 = load i64, ptr %4, align 8, !noundef !3
  %_9 = trunc i64 %_10 to i32
  %_8 = and i32 %_6.i, %_9
  %_24 = icmp ult i32 %_8, 64
  br i1 %_24, label %bb9, label %bb8

bb9:                                              ; preds = %start
  %5 = zext nneg i32 %_8 to i64
  %6 = shl nuw i64 1, %5
  %7 = and i64 %6, %_17
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %bb8, label %bb6

bb8:                                              ; preds = %bb9, %start, %bb6
  %_0.sroa.0.0 = phi i64 [ %10, %bb6 ], [ 0, %start ], [ 0, %bb9 ]
  ret i64 %_0.sroa.0.0

bb6:                                              ; preds = %bb9
  %9 = getelementptr inbounds nuw i64, ptr %2, i64 %5
  %10 = load i64, ptr %9, align 8, !noundef !3
  br label %bb8
}

define noundef i64 @rusticle_realtime(ptr noundef readnone captures(none) %_1, i32 noundef %_2, i32 noundef %_3, i32 noundef %_4) unnamed_addr #1 {
start:
  %now = alloca [16 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %now)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now, i8 0, i64 16, i1 false)
  %_6 = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now) #19
  %_10 = load i64, ptr %now, align 8, !noundef !3
  %_8 = mul i64 %_10, 100000000
  %0 = getelementptr inbounds nuw i8, ptr %now, i64 8
  %_13 = load i64, ptr %0, align 8, !noundef !3
  %_11 = udiv i64 %_13, 10
  %_0 = add i64 %_11, %_8
  call void @llvm.lifetime.end.p0(ptr nonnull %now)
  ret i64 %_0
}

define noundef i64 @rusticle_reduce_add(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !24, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %spec.select.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %11, %bb12.i ], [ 0, %bb15.i ]
  %spec.select.i = add i64 %value.sroa.0.0.i, %sum.sroa.0.010.i
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !24, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17hcec0383771489a1fE.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %spec.select.i, %bb14.i ]
  ret i64 %sum.sroa.0.0.lcssa.i
}

define noundef i64 @rusticle_reduce_and(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !27, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17hf73abc3b3fd32703E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.012.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %7, %bb14.i ]
  %sum.sroa.0.011.i = phi i64 [ -1, %bb15.lr.ph.i ], [ %value.sroa.0.0.i, %bb14.i ]
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %11, %bb12.i ], [ 0, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %7 = and i64 %_13.i, %rest.sroa.0.012.i
  %8 = icmp eq i64 %7, 0
  br i1 %8, label %_ZN7support7Meeting4fold17hf73abc3b3fd32703E.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %9 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %10 = load i64, ptr %9, align 8, !noalias !27, !noundef !3
  %11 = and i64 %10, %sum.sroa.0.011.i
  br label %bb14.i

_ZN7support7Meeting4fold17hf73abc3b3fd32703E.exit: ; preds = %bb14.i, %start
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_max(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !30, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17hd7557b116f13632eE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !30, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17hd7557b116f13632eE.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %..i.i.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %18, %bb12.i ], [ 0, %bb15.i ]
  %..i.i.i = tail call i64 @llvm.smax.i64(i64 %value.sroa.0.0.i, i64 %sum.sroa.4.010.i)
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17hd7557b116f13632eE.exit, label %bb15.i, !llvm.loop !33

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !30, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17hd7557b116f13632eE.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %..i.i.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_min(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !35, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17h06bf35aef54af461E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !35, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17h06bf35aef54af461E.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %..i.i.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %18, %bb12.i ], [ 0, %bb15.i ]
  %..i.i.i = tail call i64 @llvm.smin.i64(i64 %value.sroa.0.0.i, i64 %sum.sroa.4.010.i)
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17h06bf35aef54af461E.exit, label %bb15.i, !llvm.loop !38

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !35, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17h06bf35aef54af461E.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %..i.i.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_or(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !39, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17h17902126fb4d9bafE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %value.sroa.0.0.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %12, %bb12.i ], [ %sum.sroa.0.010.i, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17h17902126fb4d9bafE.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !39, !noundef !3
  %12 = or i64 %11, %sum.sroa.0.010.i
  br label %bb14.i

_ZN7support7Meeting4fold17h17902126fb4d9bafE.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.0.0.lcssa.i
}

define noundef i64 @rusticle_reduce_sub(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_12 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_12, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_12, align 8, !noalias !42, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_12, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %spec.select.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %11, %bb12.i ], [ 0, %bb15.i ]
  %spec.select.i = add i64 %value.sroa.0.0.i, %sum.sroa.0.010.i
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17hcec0383771489a1fE.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !42, !noundef !3
  br label %bb14.i

_ZN7support7Meeting4fold17hcec0383771489a1fE.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %spec.select.i, %bb14.i ]
  %_0 = sub i64 0, %sum.sroa.0.0.lcssa.i
  ret i64 %_0
}

define noundef i64 @rusticle_reduce_umax(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !45, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !45, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %value.sroa.0.0.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %19, %bb12.i ], [ %sum.sroa.4.010.i, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit, label %bb15.i, !llvm.loop !48

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !45, !noundef !3
  %19 = tail call i64 @llvm.umax.i64(i64 %18, i64 %sum.sroa.4.010.i)
  br label %bb14.i

_ZN7support7Meeting4fold17h3e28db04adc0584fE.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_umin(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !49, !noundef !3
  %.not.i = icmp eq i64 %1, 0
  br i1 %.not.i, label %_ZN7support7Meeting4fold17h725c1919eff10487E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %2 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %1, i1 true)
  %4 = shl nuw i64 1, %3
  %5 = and i64 %4, %1
  %6 = icmp eq i64 %5, 0
  br i1 %6, label %bb14.peel.i, label %bb12.peel.i

bb12.peel.i:                                      ; preds = %bb15.lr.ph.i
  %7 = getelementptr inbounds nuw i64, ptr %2, i64 %3
  %8 = load i64, ptr %7, align 8, !noalias !49, !noundef !3
  br label %bb14.peel.i

bb14.peel.i:                                      ; preds = %bb12.peel.i, %bb15.lr.ph.i
  %value.sroa.0.0.peel.i = phi i64 [ %8, %bb12.peel.i ], [ 0, %bb15.lr.ph.i ]
  %_13.peel.i = add i64 %1, -1
  %9 = and i64 %_13.peel.i, %1
  %10 = icmp eq i64 %9, 0
  br i1 %10, label %_ZN7support7Meeting4fold17h725c1919eff10487E.exit, label %bb15.i

bb15.i:                                           ; preds = %bb14.peel.i, %bb14.i
  %rest.sroa.0.012.i = phi i64 [ %15, %bb14.i ], [ %9, %bb14.peel.i ]
  %sum.sroa.4.010.i = phi i64 [ %value.sroa.0.0.i, %bb14.i ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ]
  %11 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.012.i, i1 true)
  %12 = shl nuw i64 1, %11
  %13 = and i64 %12, %1
  %14 = icmp eq i64 %13, 0
  br i1 %14, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %19, %bb12.i ], [ 0, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.012.i, -1
  %15 = and i64 %_13.i, %rest.sroa.0.012.i
  %16 = icmp eq i64 %15, 0
  br i1 %16, label %_ZN7support7Meeting4fold17h725c1919eff10487E.exit, label %bb15.i, !llvm.loop !52

bb12.i:                                           ; preds = %bb15.i
  %17 = getelementptr inbounds nuw i64, ptr %2, i64 %11
  %18 = load i64, ptr %17, align 8, !noalias !49, !noundef !3
  %19 = tail call i64 @llvm.umin.i64(i64 %18, i64 %sum.sroa.4.010.i)
  br label %bb14.i

_ZN7support7Meeting4fold17h725c1919eff10487E.exit: ; preds = %bb14.i, %start, %bb14.peel.i
  %sum.sroa.4.0..i = phi i64 [ 0, %start ], [ %value.sroa.0.0.peel.i, %bb14.peel.i ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.4.0..i
}

define noundef i64 @rusticle_reduce_xor(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_11 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %_a, i64 noundef %_b) #22
  %0 = icmp ne ptr %_11, null
  tail call void @llvm.assume(i1 %0)
  %1 = load i64, ptr %_11, align 8, !noalias !53, !noundef !3
  %2 = icmp eq i64 %1, 0
  br i1 %2, label %_ZN7support7Meeting4fold17ha27fa3ef2c660a49E.exit, label %bb15.lr.ph.i

bb15.lr.ph.i:                                     ; preds = %start
  %3 = getelementptr inbounds nuw i8, ptr %_11, i64 8
  br label %bb15.i

bb15.i:                                           ; preds = %bb14.i, %bb15.lr.ph.i
  %rest.sroa.0.011.i = phi i64 [ %1, %bb15.lr.ph.i ], [ %8, %bb14.i ]
  %sum.sroa.0.010.i = phi i64 [ 0, %bb15.lr.ph.i ], [ %value.sroa.0.0.i, %bb14.i ]
  %4 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %rest.sroa.0.011.i, i1 true)
  %5 = shl nuw i64 1, %4
  %6 = and i64 %5, %1
  %7 = icmp eq i64 %6, 0
  br i1 %7, label %bb14.i, label %bb12.i

bb14.i:                                           ; preds = %bb12.i, %bb15.i
  %value.sroa.0.0.i = phi i64 [ %12, %bb12.i ], [ %sum.sroa.0.010.i, %bb15.i ]
  %_13.i = add i64 %rest.sroa.0.011.i, -1
  %8 = and i64 %_13.i, %rest.sroa.0.011.i
  %9 = icmp eq i64 %8, 0
  br i1 %9, label %_ZN7support7Meeting4fold17ha27fa3ef2c660a49E.exit, label %bb15.i

bb12.i:                                           ; preds = %bb15.i
  %10 = getelementptr inbounds nuw i64, ptr %3, i64 %4
  %11 = load i64, ptr %10, align 8, !noalias !53, !noundef !3
  %12 = xor i64 %11, %sum.sroa.0.010.i
  br label %bb14.i

_ZN7support7Meeting4fold17ha27fa3ef2c660a49E.exit: ; preds = %bb14.i, %start
  %sum.sroa.0.0.lcssa.i = phi i64 [ 0, %start ], [ %value.sroa.0.0.i, %bb14.i ]
  ret i64 %sum.sroa.0.0.lcssa.i
}

define void @rusticle_run(ptr noundef initializes((152, 160)) %context) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %context, i64 96
  %launch = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %launch, i64 60
  %_3 = load i32, ptr %1, align 4, !noundef !3
  %2 = icmp eq i32 %_3, 0
  br i1 %2, label %bb2, label %bb3

bb2:                                              ; preds = %start
  %3 = load ptr, ptr %launch, align 8, !nonnull !3, !noundef !3
  br label %bb3

bb3:                                              ; preds = %start, %bb2
  %entry.sroa.0.0 = phi ptr [ %3, %bb2 ], [ @_ZN7support10run_fibers17had8a396e053692baE, %start ]
  %4 = getelementptr inbounds nuw i8, ptr %launch, i64 48
  %_7.sroa.0.0.copyload = load i32, ptr %4, align 8
  %_7.sroa.4.0..sroa_idx = getelementptr inbounds nuw i8, ptr %launch, i64 52
  %_7.sroa.4.0.copyload = load i32, ptr %_7.sroa.4.0..sroa_idx, align 4
  %_0.i.i.i.i.i.i.i = zext i32 %_7.sroa.0.0.copyload to i64
  %_0.i.i.i.i.1.i.i.i = zext i32 %_7.sroa.4.0.copyload to i64
  %5 = icmp ne i32 %_7.sroa.0.0.copyload, 0
  tail call void @llvm.assume(i1 %5)
  %6 = icmp ne i32 %_7.sroa.4.0.copyload, 0
  tail call void @llvm.assume(i1 %6)
  %_9 = tail call noundef i64 @pthread_self() #19
  %7 = getelementptr inbounds nuw i8, ptr %context, i64 152
  store i64 %_9, ptr %7, align 8
  %8 = getelementptr inbounds nuw i8, ptr %launch, i64 40
  %_36 = getelementptr inbounds nuw i8, ptr %launch, i64 24
  %9 = getelementptr inbounds nuw i8, ptr %launch, i64 32
  %_108 = load i64, ptr %8, align 8, !noundef !3
  %10 = atomicrmw add ptr %_36, i64 %_108 monotonic, align 8
  %_129 = load i64, ptr %9, align 8, !noundef !3
  %_11.not10 = icmp ult i64 %10, %_129
  br i1 %_11.not10, label %bb10.lr.ph, label %bb18

bb10.lr.ph:                                       ; preds = %bb3
  %11 = getelementptr inbounds nuw i8, ptr %launch, i64 16
  %12 = getelementptr inbounds nuw i8, ptr %context, i64 4
  %13 = getelementptr inbounds nuw i8, ptr %context, i64 8
  %14 = getelementptr inbounds nuw i8, ptr %context, i64 160
  %_30 = getelementptr inbounds nuw i8, ptr %context, i64 104
  br label %bb10

bb8.loopexit.loopexit:                            ; preds = %bb14
  %_10.pre = load i64, ptr %8, align 8
  %_12.pre = load i64, ptr %9, align 8
  br label %bb8.loopexit

bb8.loopexit:                                     ; preds = %bb8.loopexit.loopexit, %bb10
  %_12 = phi i64 [ %_12.pre, %bb8.loopexit.loopexit ], [ %_1216, %bb10 ]
  %_10 = phi i64 [ %_10.pre, %bb8.loopexit.loopexit ], [ %_1014, %bb10 ]
  %15 = atomicrmw add ptr %_36, i64 %_10 monotonic, align 8
  %_11.not = icmp ult i64 %15, %_12
  br i1 %_11.not, label %bb10, label %bb18

bb10:                                             ; preds = %bb10.lr.ph, %bb8.loopexit
  %_1216 = phi i64 [ %_129, %bb10.lr.ph ], [ %_12, %bb8.loopexit ]
  %_1014 = phi i64 [ %_108, %bb10.lr.ph ], [ %_10, %bb8.loopexit ]
  %16 = phi i64 [ %10, %bb10.lr.ph ], [ %15, %bb8.loopexit ]
  %_15 = add i64 %16, %_1014
  %..i = tail call noundef i64 @llvm.umin.i64(i64 %_15, i64 %_1216)
  %_376 = icmp ult i64 %16, %..i
  br i1 %_376, label %bb21, label %bb8.loopexit

bb21:                                             ; preds = %bb10, %bb14
  %first.sroa.0.07 = phi i64 [ %19, %bb14 ], [ %16, %bb10 ]
  %_33 = load ptr, ptr %11, align 8, !noundef !3
  %17 = load atomic i32, ptr %_33 monotonic, align 4
  %18 = icmp eq i32 %17, 0
  br i1 %18, label %bb14, label %bb18

bb14:                                             ; preds = %bb21
  %19 = add i64 %first.sroa.0.07, 1
  %_23 = urem i64 %first.sroa.0.07, %_0.i.i.i.i.i.i.i
  %_22 = trunc nuw i64 %_23 to i32
  %line = udiv i64 %first.sroa.0.07, %_0.i.i.i.i.i.i.i
  %_25 = urem i64 %line, %_0.i.i.i.i.1.i.i.i
  %_24 = trunc nuw i64 %_25 to i32
  %_28 = udiv i64 %line, %_0.i.i.i.i.1.i.i.i
  %_27 = trunc i64 %_28 to i32
  store i32 %_22, ptr %context, align 8
  store i32 %_24, ptr %12, align 4
  store i32 %_27, ptr %13, align 8
  store i32 1, ptr %14, align 8
  tail call void @rusticle_enter(ptr noundef nonnull %_30, ptr noundef nonnull %entry.sroa.0.0, ptr noundef nonnull %context) #19
  store i32 0, ptr %14, align 8
  %exitcond.not = icmp eq i64 %19, %..i
  br i1 %exitcond.not, label %bb8.loopexit.loopexit, label %bb21

bb18:                                             ; preds = %bb8.loopexit, %bb21, %bb3
  ret void
}

define noundef range(i64 0, -9223372036854775808) i64 @rusticle_serve(ptr noundef readonly captures(none) %plans, i32 noundef %output) unnamed_addr #1 {
start:
  %now.i2 = alloca [16 x i8], align 8
  %now.i = alloca [16 x i8], align 8
  %answer = alloca [8 x i8], align 8
  %word = alloca [8 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %word)
  store i64 0, ptr %word, align 8
  %_48 = call noundef i64 @read(i32 noundef 0, ptr noundef nonnull %word, i64 noundef 8) #19
  %0 = icmp eq i64 %_48, 8
  br i1 %0, label %bb4.lr.ph, label %bb13

bb4.lr.ph:                                        ; preds = %start
  %1 = getelementptr inbounds nuw i8, ptr %now.i, i64 8
  %2 = getelementptr inbounds nuw i8, ptr %now.i2, i64 8
  br label %bb4

bb4:                                              ; preds = %bb4.lr.ph, %bb12
  %_7 = load i64, ptr %word, align 8, !noundef !3
  %3 = icmp sgt i64 %_7, -1
  br i1 %3, label %bb13, label %bb6

bb6:                                              ; preds = %bb4
  %_10 = and i64 %_7, 255
  %plan = getelementptr inbounds nuw %Plan, ptr %plans, i64 %_10
  %_12 = load ptr, ptr %plan, align 8, !noundef !3
  %4 = getelementptr inbounds nuw i8, ptr %plan, i64 8
  %_13 = load ptr, ptr %4, align 8, !noundef !3
  call void @llvm.memcpy.p0.p0.i64(ptr noundef nonnull align 8 dereferenceable(192) %_13, ptr noundef nonnull align 8 dereferenceable(192) %_12, i64 192, i1 false)
  %_24 = load ptr, ptr %4, align 8, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %_24, i64 88
  %_14 = lshr i64 %_7, 8
  %6 = and i64 %_14, 36028797018963967
  store i64 %6, ptr %5, align 8
  %_25 = load ptr, ptr %4, align 8, !noundef !3
  %7 = getelementptr inbounds nuw i8, ptr %_25, i64 96
  %_26 = load ptr, ptr %7, align 8, !noundef !3
  %_29 = getelementptr inbounds nuw i8, ptr %_26, i64 24
  store atomic i64 0, ptr %_29 monotonic, align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %now.i)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now.i, i8 0, i64 16, i1 false)
  %_2.i = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now.i) #19
  %_6.i = load i64, ptr %now.i, align 8, !noundef !3
  %_8.i = load i64, ptr %1, align 8, !noundef !3
  call void @llvm.lifetime.end.p0(ptr nonnull %now.i)
  %_18 = load ptr, ptr %4, align 8, !noundef !3
  call void @rusticle_run(ptr noundef %_18) #19
  call void @llvm.lifetime.start.p0(ptr nonnull %answer)
  call void @llvm.lifetime.start.p0(ptr nonnull %now.i2)
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %now.i2, i8 0, i64 16, i1 false)
  %_2.i3 = call noundef i32 @clock_gettime(i32 noundef 1, ptr noundef nonnull %now.i2) #19
  %_6.i4 = load i64, ptr %now.i2, align 8, !noundef !3
  %_8.i6 = load i64, ptr %2, align 8, !noundef !3
  call void @llvm.lifetime.end.p0(ptr nonnull %now.i2)
  %reass.add = sub i64 %_6.i4, %_6.i
  %reass.mul = mul i64 %reass.add, 1000000000
  %_0.i7 = sub i64 %_8.i6, %_8.i
  %_20 = add i64 %_0.i7, %reass.mul
  %8 = or i64 %_20, -9223372036854775808
  store i64 %8, ptr %answer, align 8
  %_22 = call noundef i64 @write(i32 noundef %output, ptr noundef nonnull %answer, i64 noundef 8) #19
  %9 = icmp eq i64 %_22, 8
  call void @llvm.lifetime.end.p0(ptr nonnull %answer)
  br i1 %9, label %bb12, label %bb13

bb13:                                             ; preds = %bb6, %bb12, %bb4, %start
  %_0.sroa.0.0 = phi i64 [ 0, %start ], [ %_7, %bb4 ], [ 0, %bb12 ], [ 0, %bb6 ]
  call void @llvm.lifetime.end.p0(ptr nonnull %word)
  ret i64 %_0.sroa.0.0

bb12:                                             ; preds = %bb6
  call void @llvm.lifetime.end.p0(ptr nonnull %word)
  call void @llvm.lifetime.start.p0(ptr nonnull %word)
  store i64 0, ptr %word, align 8
  %_4 = call noundef i64 @read(i32 noundef 0, ptr noundef nonnull %word, i64 noundef 8) #19
  %10 = icmp eq i64 %_4, 8
  br i1 %10, label %bb4, label %bb13
}

define noundef i64 @rusticle_signal_isfirst(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site) unnamed_addr #1 {
start:
; call support::meet
  %_32 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef 0, i64 noundef 0) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %3 = getelementptr inbounds nuw i8, ptr %c, i64 32
  %gz = load i32, ptr %3, align 8, !noundef !3
  %4 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_7.i, i1 false)
  %_14 = mul i32 %_12.i, %_11.i
  %_13 = mul i32 %_14, %gz
  %_11 = add i32 %_6.i, %_13
  %5 = and i32 %4, 31
  %waves = lshr i32 %_11, %5
  %own = lshr i32 %_5.i, %5
  %6 = getelementptr inbounds nuw i8, ptr %c, i64 128
  %_18 = load ptr, ptr %6, align 8, !noundef !3
  %_19 = zext i32 %own to i64
  %wave = getelementptr inbounds nuw %Wave, ptr %_18, i64 %_19
  %_40 = load i64, ptr %_32, align 8, !noundef !3
  %7 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_40, i1 false)
  %8 = trunc nuw nsw i64 %7 to i32
  %_20 = icmp eq i32 %_0.i, %8
  br i1 %_20, label %bb2.preheader, label %start.bb7_crit_edge

start.bb7_crit_edge:                              ; preds = %start
  %.phi.trans.insert8 = getelementptr inbounds nuw i8, ptr %wave, i64 1048
  %_0.pre = load i64, ptr %.phi.trans.insert8, align 8
  br label %bb7

bb2.preheader:                                    ; preds = %start
  %_414.not = icmp eq i32 %waves, 0
  %.phi.trans.insert = getelementptr inbounds nuw i8, ptr %wave, i64 1040
  %.pre = load i64, ptr %.phi.trans.insert, align 8
  br i1 %_414.not, label %bb13, label %bb12.lr.ph

bb12.lr.ph:                                       ; preds = %bb2.preheader
  %wide.trip.count = zext i32 %waves to i64
  %xtraiter = and i64 %wide.trip.count, 3
  %9 = icmp ult i32 %waves, 4
  br i1 %9, label %bb12.epil.preheader, label %bb12.lr.ph.new

bb12.lr.ph.new:                                   ; preds = %bb12.lr.ph
  %unroll_iter = and i64 %wide.trip.count, 4294967292
  br label %bb12

bb7:                                              ; preds = %start.bb7_crit_edge, %bb13
  %_0 = phi i64 [ %_0.pre, %start.bb7_crit_edge ], [ %first.sroa.0.0.lcssa, %bb13 ]
  ret i64 %_0

bb13.loopexit.unr-lcssa:                          ; preds = %bb12
  %lcmp.mod.not = icmp eq i64 %xtraiter, 0
  br i1 %lcmp.mod.not, label %bb13, label %bb12.epil.preheader

bb12.epil.preheader:                              ; preds = %bb13.loopexit.unr-lcssa, %bb12.lr.ph
  %indvars.iv.epil.init = phi i64 [ 0, %bb12.lr.ph ], [ %indvars.iv.next.3, %bb13.loopexit.unr-lcssa ]
  %first.sroa.0.06.epil.init = phi i64 [ 1, %bb12.lr.ph ], [ %spec.select.3, %bb13.loopexit.unr-lcssa ]
  %lcmp.mod11 = icmp ne i64 %xtraiter, 0
  tail call void @llvm.assume(i1 %lcmp.mod11)
  br label %bb12.epil

bb12.epil:                                        ; preds = %bb12.epil, %bb12.epil.preheader
  %indvars.iv.epil = phi i64 [ %indvars.iv.epil.init, %bb12.epil.preheader ], [ %indvars.iv.next.epil, %bb12.epil ]
  %first.sroa.0.06.epil = phi i64 [ %first.sroa.0.06.epil.init, %bb12.epil.preheader ], [ %spec.select.epil, %bb12.epil ]
  %epil.iter = phi i64 [ 0, %bb12.epil.preheader ], [ %epil.iter.next, %bb12.epil ]
  %indvars.iv.next.epil = add nuw nsw i64 %indvars.iv.epil, 1
  %_27.epil = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv.epil
  %10 = getelementptr inbounds nuw i8, ptr %_27.epil, i64 1040
  %_26.epil = load i64, ptr %10, align 8, !noundef !3
  %_25.epil = icmp ugt i64 %_26.epil, %.pre
  %spec.select.epil = select i1 %_25.epil, i64 0, i64 %first.sroa.0.06.epil
  %epil.iter.next = add i64 %epil.iter, 1
  %epil.iter.cmp.not = icmp eq i64 %epil.iter.next, %xtraiter
  br i1 %epil.iter.cmp.not, label %bb13, label %bb12.epil, !llvm.loop !56

bb13:                                             ; preds = %bb13.loopexit.unr-lcssa, %bb12.epil, %bb2.preheader
  %first.sroa.0.0.lcssa = phi i64 [ 1, %bb2.preheader ], [ %spec.select.3, %bb13.loopexit.unr-lcssa ], [ %spec.select.epil, %bb12.epil ]
  %11 = getelementptr inbounds nuw i8, ptr %wave, i64 1048
  store i64 %first.sroa.0.0.lcssa, ptr %11, align 8
  %12 = getelementptr inbounds nuw i8, ptr %wave, i64 1040
  %13 = add i64 %.pre, 1
  store i64 %13, ptr %12, align 8
  br label %bb7

bb12:                                             ; preds = %bb12, %bb12.lr.ph.new
  %indvars.iv = phi i64 [ 0, %bb12.lr.ph.new ], [ %indvars.iv.next.3, %bb12 ]
  %first.sroa.0.06 = phi i64 [ 1, %bb12.lr.ph.new ], [ %spec.select.3, %bb12 ]
  %niter = phi i64 [ 0, %bb12.lr.ph.new ], [ %niter.next.3, %bb12 ]
  %_27 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %14 = getelementptr inbounds nuw i8, ptr %_27, i64 1040
  %_26 = load i64, ptr %14, align 8, !noundef !3
  %_25 = icmp ugt i64 %_26, %.pre
  %15 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %16 = getelementptr inbounds nuw i8, ptr %15, i64 2096
  %_26.1 = load i64, ptr %16, align 8, !noundef !3
  %_25.1 = icmp ugt i64 %_26.1, %.pre
  %17 = or i1 %_25.1, %_25
  %18 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %19 = getelementptr inbounds nuw i8, ptr %18, i64 3152
  %_26.2 = load i64, ptr %19, align 8, !noundef !3
  %_25.2 = icmp ugt i64 %_26.2, %.pre
  %20 = or i1 %_25.2, %17
  %indvars.iv.next.3 = add nuw nsw i64 %indvars.iv, 4
  %21 = getelementptr inbounds nuw %Wave, ptr %_18, i64 %indvars.iv
  %22 = getelementptr inbounds nuw i8, ptr %21, i64 4208
  %_26.3 = load i64, ptr %22, align 8, !noundef !3
  %_25.3 = icmp ugt i64 %_26.3, %.pre
  %23 = select i1 %_25.3, i1 true, i1 %20
  %spec.select.3 = select i1 %23, i64 0, i64 %first.sroa.0.06
  %niter.next.3 = add i64 %niter, 4
  %niter.ncmp.3 = icmp eq i64 %niter.next.3, %unroll_iter
  br i1 %niter.ncmp.3, label %bb13.loopexit.unr-lcssa, label %bb12
}

define void @rusticle_trap(ptr noundef readonly captures(none) %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %b) unnamed_addr #7 {
start:
  %_8 = alloca [32 x i8], align 8
  call void @llvm.lifetime.start.p0(ptr nonnull %_8)
  store i64 %a, ptr %_8, align 8
  %0 = getelementptr inbounds nuw i8, ptr %_8, i64 8
  store i64 %b, ptr %0, align 8
  %1 = getelementptr inbounds nuw i8, ptr %_8, i64 16
  call void @llvm.memset.p0.i64(ptr noundef nonnull align 8 dereferenceable(16) %1, i8 0, i64 16, i1 false)
; call support::fault
  call fastcc void @_ZN7support5fault17hd44bb0d20a666ce9E(ptr noundef %context, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef 1, i32 noundef %site, ptr noalias noundef readonly align 8 captures(none) dereferenceable(32) %_8) #20
  unreachable
}

define noundef i64 @rusticle_update_dpp(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %old, i64 noundef %value, i32 noundef %control, i32 noundef %masks, i32 noundef %bound_control) unnamed_addr #1 {
start:
; call support::meet
  %_66 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef 0) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_0.i = and i32 %_5.i, %_6.i
  %row = and i32 %_0.i, -16
  %within = and i32 %_0.i, 15
  %_15 = lshr i32 %_0.i, 4
  %3 = and i32 %_15, 31
  %4 = shl nuw i32 1, %3
  %5 = and i32 %4, %masks
  %6 = icmp eq i32 %5, 0
  br i1 %6, label %bb55, label %bb2

bb2:                                              ; preds = %start
  %_19 = lshr i32 %within, 2
  %7 = shl nuw nsw i32 16, %_19
  %8 = and i32 %7, %masks
  %9 = icmp eq i32 %8, 0
  br i1 %9, label %bb55, label %bb5

bb5:                                              ; preds = %bb2
  %_31 = icmp ult i32 %control, 256
  br i1 %_31, label %bb7, label %bb8

bb55:                                             ; preds = %bb50, %start, %bb2, %bb61
  %_0.sroa.0.0 = phi i64 [ %old., %bb50 ], [ %old, %start ], [ %33, %bb61 ], [ %old, %bb2 ]
  ret i64 %_0.sroa.0.0

bb8:                                              ; preds = %bb5
  %_28 = icmp ne i32 %control, 256
  %_29 = icmp ult i32 %control, 272
  %or.cond2 = and i1 %_28, %_29
  br i1 %or.cond2, label %bb9, label %bb10

bb7:                                              ; preds = %bb5
  %_32 = and i32 %_0.i, -4
  %_36 = shl i32 %_0.i, 1
  %_35 = and i32 %_36, 6
  %_34 = lshr i32 %control, %_35
  %_33 = and i32 %_34, 3
  %10 = or disjoint i32 %_33, %_32
  br label %bb45

bb10:                                             ; preds = %bb8
  %11 = add i32 %control, -273
  %or.cond3 = icmp ult i32 %11, 15
  br i1 %or.cond3, label %bb11, label %bb12

bb9:                                              ; preds = %bb8
  %_39 = and i32 %control, 15
  %_38 = add nuw nsw i32 %within, %_39
  %_37 = icmp samesign ult i32 %_38, 16
  br i1 %_37, label %bb33, label %bb50

bb12:                                             ; preds = %bb10
  %12 = add i32 %control, -289
  %or.cond4 = icmp ult i32 %12, 15
  br i1 %or.cond4, label %bb13, label %bb14

bb11:                                             ; preds = %bb10
  %_41 = and i32 %control, 15
  %_40.not = icmp samesign ult i32 %within, %_41
  br i1 %_40.not, label %bb50, label %bb35

bb14:                                             ; preds = %bb12
  switch i32 %control, label %bb15 [
    i32 304, label %bb32
    i32 308, label %bb31
    i32 312, label %bb30
    i32 316, label %bb29
    i32 320, label %bb28
    i32 321, label %bb27
    i32 322, label %bb26
    i32 323, label %bb25
  ]

bb13:                                             ; preds = %bb12
  %_43 = sub i32 %_0.i, %control
  %_42 = and i32 %_43, 15
  %13 = or disjoint i32 %_42, %row
  br label %bb45

bb15:                                             ; preds = %bb14
  %14 = and i32 %control, -16
  switch i32 %14, label %bb50 [
    i32 336, label %bb16
    i32 352, label %bb18
  ]

bb32:                                             ; preds = %bb14
  %15 = add i32 %_0.i, 1
  %_45 = icmp ult i32 %15, %_7.i
  br i1 %_45, label %bb46, label %bb50

bb31:                                             ; preds = %bb14
  %_47 = add i32 %_0.i, 1
  %16 = and i32 %_47, %_6.i
  br label %bb45

bb30:                                             ; preds = %bb14
  %_49.not = icmp eq i32 %_0.i, 0
  br i1 %_49.not, label %bb50, label %bb39

bb29:                                             ; preds = %bb14
  %_50 = add i32 %_0.i, -1
  %17 = and i32 %_50, %_6.i
  br label %bb45

bb28:                                             ; preds = %bb14
  %18 = xor i32 %_0.i, 15
  br label %bb45

bb27:                                             ; preds = %bb14
  %19 = xor i32 %_0.i, 7
  br label %bb45

bb26:                                             ; preds = %bb14
  %_56.not = icmp eq i32 %row, 0
  br i1 %_56.not, label %bb50, label %bb41

bb25:                                             ; preds = %bb14
  %_57 = icmp ugt i32 %_0.i, 31
  br i1 %_57, label %bb58, label %bb50

bb45:                                             ; preds = %bb7, %bb33, %bb35, %bb13, %bb16, %bb18, %bb27, %bb28, %bb29, %bb31
  %from.sroa.0.0 = phi i32 [ %10, %bb7 ], [ %26, %bb33 ], [ %25, %bb35 ], [ %13, %bb13 ], [ %22, %bb16 ], [ %24, %bb18 ], [ %18, %bb28 ], [ %16, %bb31 ], [ %19, %bb27 ], [ %17, %bb29 ]
  %_61.not = icmp eq i32 %from.sroa.0.0, -1
  br i1 %_61.not, label %bb50, label %bb46

bb39:                                             ; preds = %bb30
  %20 = add i32 %_0.i, -1
  br label %bb46

bb41:                                             ; preds = %bb26
  %21 = add i32 %row, -1
  br label %bb46

bb46:                                             ; preds = %bb41, %bb39, %bb32, %bb45
  %from.sroa.0.1 = phi i32 [ %from.sroa.0.0, %bb45 ], [ %21, %bb41 ], [ %20, %bb39 ], [ %15, %bb32 ]
  %_69 = icmp ult i32 %from.sroa.0.1, 64
  br i1 %_69, label %bb58, label %bb50

bb16:                                             ; preds = %bb15
  %_58 = and i32 %control, 15
  %22 = or disjoint i32 %row, %_58
  br label %bb45

bb18:                                             ; preds = %bb15
  %23 = and i32 %control, 15
  %24 = xor i32 %_0.i, %23
  br label %bb45

bb35:                                             ; preds = %bb11
  %25 = sub nuw i32 %_0.i, %_41
  br label %bb45

bb33:                                             ; preds = %bb9
  %26 = add i32 %_0.i, %_39
  br label %bb45

bb50:                                             ; preds = %bb15, %bb32, %bb30, %bb26, %bb25, %bb11, %bb9, %bb58, %bb46, %bb45
  %27 = icmp eq i32 %bound_control, 0
  %old. = select i1 %27, i64 %old, i64 0
  br label %bb55

bb58:                                             ; preds = %bb25, %bb46
  %from.sroa.0.117 = phi i32 [ %from.sroa.0.1, %bb46 ], [ 31, %bb25 ]
  %_72 = load i64, ptr %_66, align 8, !noundef !3
  %28 = zext nneg i32 %from.sroa.0.117 to i64
  %29 = shl nuw i64 1, %28
  %30 = and i64 %29, %_72
  %_63.not = icmp eq i64 %30, 0
  br i1 %_63.not, label %bb50, label %bb61

bb61:                                             ; preds = %bb58
  %31 = getelementptr inbounds nuw i8, ptr %_66, i64 8
  %32 = getelementptr inbounds nuw i64, ptr %31, i64 %28
  %33 = load i64, ptr %32, align 8, !noundef !3
  br label %bb55
}

define noundef i64 @rusticle_wave_barrier(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef returned %a, i64 noundef %_b) unnamed_addr #1 {
start:
; call support::meet
  %_9 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %a, i64 noundef %_b) #22
  ret i64 %a
}

define noundef i32 @rusticle_wave_id(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #5 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11 = load i32, ptr %1, align 4, !noundef !3
  %_10 = mul i32 %_11, %z
  %_9 = add i32 %_10, %y
  %_12 = load i32, ptr %0, align 8, !noundef !3
  %_8 = mul i32 %_9, %_12
  %_5 = add i32 %_8, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7 = load i32, ptr %2, align 4, !noundef !3
  %3 = tail call range(i32 0, 33) i32 @llvm.cttz.i32(i32 %_7, i1 false)
  %4 = and i32 %3, 31
  %_0 = lshr i32 %_5, %4
  ret i32 %_0
}

define noundef i64 @rusticle_writelane(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %lane, i64 noundef %old) unnamed_addr #1 {
start:
; call support::meet
  %_17 = tail call fastcc noundef ptr @_ZN7support4meet17h8fc885153f17987dE(ptr noundef %c, i32 noundef %x, i32 noundef %y, i32 noundef %z, i32 noundef %site, i64 noundef %value, i64 noundef %lane) #22
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_11.i = load i32, ptr %1, align 4, !noundef !3
  %_10.i = mul i32 %_11.i, %z
  %_9.i = add i32 %_10.i, %y
  %_12.i = load i32, ptr %0, align 8, !noundef !3
  %_8.i = mul i32 %_9.i, %_12.i
  %_5.i = add i32 %_8.i, %x
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 36
  %_7.i = load i32, ptr %2, align 4, !noundef !3
  %_6.i = add i32 %_7.i, -1
  %_20 = load i64, ptr %_17, align 8, !noundef !3
  %3 = tail call range(i64 0, 65) i64 @llvm.cttz.i64(i64 %_20, i1 false)
  %_22 = and i64 %3, 63
  %4 = getelementptr inbounds nuw i8, ptr %_17, i64 8
  %5 = getelementptr inbounds nuw i8, ptr %_17, i64 520
  %6 = getelementptr inbounds nuw i64, ptr %5, i64 %_22
  %_11 = load i64, ptr %6, align 8, !noundef !3
  %_10 = trunc i64 %_11 to i32
  %7 = xor i32 %_5.i, %_10
  %8 = and i32 %7, %_6.i
  %_14 = icmp eq i32 %8, 0
  br i1 %_14, label %bb1, label %bb3

bb1:                                              ; preds = %start
  %_27 = icmp samesign ult i64 %3, 64
  br i1 %_27, label %bb13, label %bb3

bb3:                                              ; preds = %bb13, %bb1, %start, %bb10
  %_0.sroa.0.0 = phi i64 [ %old, %start ], [ %13, %bb10 ], [ 0, %bb1 ], [ 0, %bb13 ]
  ret i64 %_0.sroa.0.0

bb13:                                             ; preds = %bb1
  %9 = shl nuw i64 1, %_22
  %10 = and i64 %9, %_20
  %11 = icmp eq i64 %10, 0
  br i1 %11, label %bb3, label %bb10

bb10:                                             ; preds = %bb13
  %12 = getelementptr inbounds nuw i64, ptr %4, i64 %_22
  %13 = load i64, ptr %12, align 8, !noundef !3
  br label %bb3
}

define void @rusticle_yield(ptr noundef readonly captures(none) %c, i32 noundef %x, i32 noundef %y, i32 noundef %z) unnamed_addr #1 {
start:
  %0 = getelementptr inbounds nuw i8, ptr %c, i64 120
  %_6 = load ptr, ptr %0, align 8, !noundef !3
  %1 = getelementptr inbounds nuw i8, ptr %c, i64 24
  %2 = getelementptr inbounds nuw i8, ptr %c, i64 28
  %_12 = load i32, ptr %2, align 4, !noundef !3
  %_11 = mul i32 %_12, %z
  %_10 = add i32 %_11, %y
  %_13 = load i32, ptr %1, align 8, !noundef !3
  %_9 = mul i32 %_10, %_13
  %_8 = add i32 %_9, %x
  %_7 = zext i32 %_8 to i64
  %_5 = getelementptr inbounds nuw %Fiber, ptr %_6, i64 %_7
  %3 = getelementptr inbounds nuw i8, ptr %_5, i64 8
  store i32 4, ptr %3, align 8
  %4 = getelementptr inbounds nuw i8, ptr %_5, i64 48
  %_14 = load ptr, ptr %4, align 8, !noundef !3
  %5 = getelementptr inbounds nuw i8, ptr %_14, i64 112
  %_17 = load ptr, ptr %5, align 8, !noundef !3
  tail call void @rusticle_switch(ptr noundef %_5, ptr noundef %_17) #19
  ret void
}

declare void @llvm.assume(i1 noundef) #8


declare void @llvm.lifetime.end.p0(ptr captures(none)) #10

declare void @llvm.lifetime.start.p0(ptr captures(none)) #10

declare void @llvm.memset.p0.i64(ptr writeonly captures(none), i8, i64, i1 immarg) #11

declare void @llvm.memcpy.p0.p0.i64(ptr noalias writeonly captures(none), ptr noalias readonly captures(none), i64, i1 immarg) #12

declare void @rusticle_switch(ptr noundef, ptr noundef) unnamed_addr #1

declare i32 @llvm.cttz.i32(i32, i1 immarg) #13

declare noundef i32 @usleep(i32 noundef) unnamed_addr #1

declare noundef ptr @rusticle_new_stack(ptr noundef, ptr noundef nonnull, ptr noundef) unnamed_addr #1

declare noundef i32 @clock_gettime(i32 noundef, ptr noundef) unnamed_addr #1

declare void @rusticle_escape(ptr noundef) unnamed_addr #14

declare i64 @llvm.cttz.i64(i64, i1 immarg) #13

declare i32 @llvm.ctpop.i32(i32) #15

declare noundef i64 @pthread_self() unnamed_addr #1

declare void @rusticle_enter(ptr noundef, ptr noundef nonnull, ptr noundef) unnamed_addr #1

declare noundef i64 @read(i32 noundef, ptr noundef captures(none), i64 noundef) unnamed_addr #16

declare noundef i64 @write(i32 noundef, ptr noundef readonly captures(none), i64 noundef) unnamed_addr #16

declare void @llvm.memmove.p0.p0.i64(ptr writeonly captures(none), ptr readonly captures(none), i64, i1 immarg) #17

declare i64 @llvm.umax.i64(i64, i64) #18

declare i64 @llvm.smax.i64(i64, i64) #18

declare i64 @llvm.smin.i64(i64, i64) #18

declare i64 @llvm.umin.i64(i64, i64) #18

declare i32 @llvm.umin.i32(i32, i32) #18

attributes #0 = { nofree norecurse noreturn nosync nounwind memory(none)   }
attributes #1 = { nounwind   }
attributes #2 = { noinline nounwind   }
attributes #3 = { cold noinline noreturn nounwind   }
attributes #4 = { mustprogress nofree norecurse nosync nounwind willreturn memory(write, argmem: readwrite, inaccessiblemem: none, target_mem0: none, target_mem1: none)   }
attributes #5 = { mustprogress nofree norecurse nosync nounwind willreturn memory(argmem: read)   }
attributes #6 = { mustprogress nofree norecurse nosync nounwind willreturn memory(none)   }
attributes #7 = { cold noreturn nounwind   }
attributes #8 = { mustprogress nocallback nofree nosync nounwind willreturn memory(inaccessiblemem: write) }
attributes #9 = { nounwind }
attributes #10 = { mustprogress nocallback nofree nosync nounwind willreturn memory(argmem: readwrite) }
attributes #11 = { mustprogress nocallback nofree nounwind willreturn memory(argmem: write) }
attributes #12 = { mustprogress nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #13 = { mustprogress nocallback nofree nosync nounwind speculatable willreturn memory(none) }
attributes #14 = { noreturn nounwind   }
attributes #15 = { mustprogress nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #16 = { nofree nounwind   }
attributes #17 = { nocallback nofree nounwind willreturn memory(argmem: readwrite) }
attributes #18 = { nocallback nocreateundeforpoison nofree nosync nounwind speculatable willreturn memory(none) }
attributes #19 = { nounwind }
attributes #20 = { noinline noreturn nounwind }
attributes #21 = { noreturn nounwind }
attributes #22 = { noinline nounwind }


!0 = !{i32 8, !"PIC Level", i32 2}
!1 = !{i32 2, !"RtLibUseGOT", i32 1}
!2 = !{!"rustc version 1.96.0 (ac68faa20 2026-05-25) (built from a source tarball)"}
!3 = !{}
!4 = distinct !{!4, !5}
!5 = !{!"llvm.loop.unroll.disable"}
!6 = !{!"branch_weights", !"expected", i32 1, i32 2000}
!7 = !{!"branch_weights", !"expected", i32 2000, i32 1}
!8 = !{!"branch_weights", i32 1, i32 2000, i32 2000}
!9 = !{!10}
!10 = distinct !{!10, !11, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E: %_1"}
!11 = distinct !{!11, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E"}
!12 = !{!"branch_weights", !"expected", i32 0, i32 -2147483648}
!13 = !{!"branch_weights", i32 4001, i32 4000000}
!14 = !{!"branch_weights", i32 1, i32 4001}
!15 = !{!"branch_weights", i32 4001, i32 1}
!16 = !{!17}
!17 = distinct !{!17, !18, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E: %_1"}
!18 = distinct !{!18, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E"}
!19 = !{!20}
!20 = distinct !{!20, !21, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E: %_1"}
!21 = distinct !{!21, !"_ZN7support21rusticle_check_access28_$u7b$$u7b$closure$u7d$$u7d$17hb68ee692ad70c635E"}
!22 = !{!"branch_weights", i32 1, i32 1}
!23 = !{!"branch_weights", i32 2497643, i32 2144986005}
!24 = !{!25}
!25 = distinct !{!25, !26, !"_ZN7support7Meeting4fold17hcec0383771489a1fE: %self"}
!26 = distinct !{!26, !"_ZN7support7Meeting4fold17hcec0383771489a1fE"}
!27 = !{!28}
!28 = distinct !{!28, !29, !"_ZN7support7Meeting4fold17hf73abc3b3fd32703E: %self"}
!29 = distinct !{!29, !"_ZN7support7Meeting4fold17hf73abc3b3fd32703E"}
!30 = !{!31}
!31 = distinct !{!31, !32, !"_ZN7support7Meeting4fold17hd7557b116f13632eE: %self"}
!32 = distinct !{!32, !"_ZN7support7Meeting4fold17hd7557b116f13632eE"}
!33 = distinct !{!33, !34}
!34 = !{!"llvm.loop.peeled.count", i32 1}
!35 = !{!36}
!36 = distinct !{!36, !37, !"_ZN7support7Meeting4fold17h06bf35aef54af461E: %self"}
!37 = distinct !{!37, !"_ZN7support7Meeting4fold17h06bf35aef54af461E"}
!38 = distinct !{!38, !34}
!39 = !{!40}
!40 = distinct !{!40, !41, !"_ZN7support7Meeting4fold17h17902126fb4d9bafE: %self"}
!41 = distinct !{!41, !"_ZN7support7Meeting4fold17h17902126fb4d9bafE"}
!42 = !{!43}
!43 = distinct !{!43, !44, !"_ZN7support7Meeting4fold17hcec0383771489a1fE: %self"}
!44 = distinct !{!44, !"_ZN7support7Meeting4fold17hcec0383771489a1fE"}
!45 = !{!46}
!46 = distinct !{!46, !47, !"_ZN7support7Meeting4fold17h3e28db04adc0584fE: %self"}
!47 = distinct !{!47, !"_ZN7support7Meeting4fold17h3e28db04adc0584fE"}
!48 = distinct !{!48, !34}
!49 = !{!50}
!50 = distinct !{!50, !51, !"_ZN7support7Meeting4fold17h725c1919eff10487E: %self"}
!51 = distinct !{!51, !"_ZN7support7Meeting4fold17h725c1919eff10487E"}
!52 = distinct !{!52, !34}
!53 = !{!54}
!54 = distinct !{!54, !55, !"_ZN7support7Meeting4fold17ha27fa3ef2c660a49E: %self"}
!55 = distinct !{!55, !"_ZN7support7Meeting4fold17ha27fa3ef2c660a49E"}
!56 = distinct !{!56, !5}
